package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every figure says where it comes from, and a computed one how. */
final class ProvenanceRule implements ProfileRule {

    /** A source that is written out and not a name from {@code sources}: a sentence or an address. */
    private static final Pattern WRITTEN_OUT = Pattern.compile("[\\s:/]");

    private record Figure(Sourced value, String... path) { }

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<Finding> findings = new ArrayList<>();
        for (Figure figure : figures(profile)) {
            sourceProblem(figure.value(), profile).ifPresent(problem -> findings.add(profile.finding("unsourced", problem, figure.path())));
            if (figure.value().confidence() == Sourced.Confidence.DERIVED && figure.value().note().isBlank()) {
                findings.add(profile.finding("derived-without-note", "is derived; a 'note' must say how", figure.path()));
            }
        }
        return findings;
    }

    private static Optional<String> sourceProblem(Sourced value, LintedProfile profile) {
        String source = value.source();
        if (source.isBlank()) {
            return Optional.of("has no 'source'");
        }
        if (profile.hardware().sources().containsKey(source) || WRITTEN_OUT.matcher(source).find()) {
            return Optional.empty();
        }
        return Optional.of("source '" + source + "' is not one of 'sources'" + Nearest.hint(source, profile.hardware().sources().keySet()));
    }

    private static List<Figure> figures(LintedProfile profile) {
        Hardware hardware = profile.hardware();
        List<Figure> figures = new ArrayList<>();
        hardware.cores().flatMap(Hardware.Cores::clock).ifPresent(clock -> figures.add(new Figure(clock, "cores", "clock")));
        hardware.peaks().forEach(peak -> figures.add(new Figure(peak.rate(), peak.path())));
        for (MemoryLevel level : hardware.memory()) {
            level.capacity().ifPresent(size -> figures.add(new Figure(size, "memory", level.name(), "capacity")));
            level.bandwidth().ifPresent(rate -> figures.add(new Figure(rate, "memory", level.name(), "bandwidth")));
        }
        hardware.launchOverhead().ifPresent(time -> figures.add(new Figure(time, "launch-overhead")));
        // A bus that follows from its generation and width is no figure of the profile's.
        hardware.links().stream().filter(link -> profile.node("links", link.name()).isPresent()).forEach(link -> {
            figures.add(new Figure(link.bandwidth(), "links", link.name(), "bandwidth"));
            link.latency().ifPresent(time -> figures.add(new Figure(time, "links", link.name(), "latency")));
        });
        hardware.power().ifPresent(power -> {
            figures.add(new Figure(power.idle(), "power", "idle"));
            power.perFlop().forEach((format, joules) -> figures.add(new Figure(joules, "power", "per-flop", format.id())));
            power.perByte().forEach((level, joules) -> figures.add(new Figure(joules, "power", "per-byte", level)));
        });
        hardware.sustained().ifPresent(limits -> figures.add(new Figure(limits.after(), "sustained", "after")));
        hardware.tdp().ifPresent(power -> figures.add(new Figure(power, "tdp")));
        hardware.price().ifPresent(price -> figures.add(new Figure(price, "price")));
        return figures;
    }
}
