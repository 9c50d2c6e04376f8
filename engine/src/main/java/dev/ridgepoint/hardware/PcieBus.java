package dev.ridgepoint.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links that a profile's {@code pcie: PCIe 5.0 x16} stands for, where it does not state better ones: to the processor's memory, and through it to
 * other devices. A lane carries 8, 16 or 32 Gbit/s in each direction, of which 128 in 130 bits are payload; from the sixth generation on it is 64
 * Gbit/s and 242 in 256.
 */
final class PcieBus {

    private static final Pattern WRITTEN = Pattern.compile("PCIe (\\d)\\.0(?:/\\d\\.0)? x(\\d{1,2})(?!\\d).*");
    private static final Map<String, Double> GIGABYTES_OF_A_LANE = Map.of("3", 8 / 8.0 * 128 / 130, "4", 16 / 8.0 * 128 / 130, "5", 32 / 8.0 * 128 / 130,
            "6", 64 / 8.0 * 242 / 256);
    private static final double GIGA = 1e9;
    /** Devices of a node behind one processor. */
    private static final int DEVICES = 8;

    private PcieBus() { }

    /** The stated links, and those of the bus for kinds that are not among them. */
    static List<Link> added(List<Link> stated, String pcie) {
        List<Link> links = new ArrayList<>(stated);
        bandwidth(pcie).ifPresent(rate -> {
            for (Link.Kind kind : List.of(Link.Kind.PEER, Link.Kind.HOST)) {
                if (stated.stream().noneMatch(link -> link.kind() == kind)) {
                    links.add(new Link("pcie", kind, kind == Link.Kind.HOST ? 1 : DEVICES, false, rate, Optional.empty()));
                }
            }
        });
        return links;
    }

    private static Optional<Sourced> bandwidth(String pcie) {
        Matcher written = WRITTEN.matcher(pcie);
        return Optional.of(written).filter(Matcher::matches).filter(m -> GIGABYTES_OF_A_LANE.containsKey(m.group(1)))
                .map(m -> new Sourced(GIGA * GIGABYTES_OF_A_LANE.get(m.group(1)) * Integer.parseInt(m.group(2)), "GB/s",
                        "the generation and width of its PCIe bus", Sourced.Confidence.DERIVED, pcie + ", each direction"));
    }
}
