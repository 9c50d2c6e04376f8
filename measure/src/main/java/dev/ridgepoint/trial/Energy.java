package dev.ridgepoint.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The energy that the processor packages have used, by RAPL through Linux's powercap, where that can be read. It is the machine's, not the process's. */
public final class Energy {

    private static final Path POWERCAP = Path.of("/sys/class/powercap");

    private final List<Package> packages;
    private final String unavailable;

    private Energy(List<Package> packages, String unavailable) {
        this.packages = packages;
        this.unavailable = unavailable;
    }

    /** This machine's. */
    public static Energy ofThisMachine() {
        return of(POWERCAP);
    }

    /** That of a folder like {@code /sys/class/powercap}. */
    public static Energy of(Path powercap) {
        if (!Files.isDirectory(powercap)) {
            return new Energy(List.of(), "RAPL is not there: no folder " + powercap);
        }
        List<Package> packages = new ArrayList<>();
        try (Stream<Path> domains = Files.list(powercap)) {
            // intel-rapl:0 is a package, on AMD too; intel-rapl:0:0 is a part of it.
            for (Path domain : domains.filter(d -> d.getFileName().toString().matches("intel-rapl:\\d+")).sorted().toList()) {
                packages.add(new Package(domain));
            }
        } catch (IOException e) {
            return new Energy(List.of(), "RAPL cannot be read: " + e);
        }
        return new Energy(packages, packages.isEmpty() ? "RAPL is not there: no intel-rapl in " + powercap : "");
    }

    /** Why there is no energy to be had; empty when there is. */
    public String unavailable() {
        return unavailable;
    }

    /** Joules since the first call; empty where they cannot be read. */
    public OptionalDouble joules() {
        if (packages.isEmpty()) {
            return OptionalDouble.empty();
        }
        double joules = 0;
        for (Package p : packages) {
            joules += p.joules();
        }
        return OptionalDouble.of(joules);
    }

    /** One package's counter, which starts again at zero when it is full. */
    private static final class Package {

        private final Path counter;
        private final long range;
        private long last;
        private long used;

        Package(Path domain) throws IOException {
            this.counter = domain.resolve("energy_uj");
            this.range = read(domain.resolve("max_energy_range_uj"));
            this.last = read(counter);
        }

        double joules() {
            try {
                long now = read(counter);
                used += now >= last ? now - last : now + range - last;
                last = now;
            } catch (IOException e) {
                // It could be read before; a sample is left out.
            }
            return used * 1e-6;
        }

        private static long read(Path file) throws IOException {
            try {
                return Long.parseLong(Files.readString(file).strip());
            } catch (NumberFormatException e) {
                throw new IOException(file + " holds no number", e);
            }
        }
    }
}
