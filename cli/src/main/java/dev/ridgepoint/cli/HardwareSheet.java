package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Link;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** A device on one page: every value with where it comes from. */
final class HardwareSheet {

    private HardwareSheet() { }

    /** A value as the profile gives it, named by its place. */
    private record Fact(String what, String value, Sourced source) { }

    static void print(Hardware hardware, Page page) {
        page.heading(PredictionPrintout.named(hardware.name(), hardware.id()));
        page.line(String.join(", ", description(hardware)));
        page.gap();
        new Table<>(List.of(
                Column.words("What", "what", Fact::what),
                Column.forPeople("Value", Fact::value),
                Column.words("Confidence", "confidence", fact -> Named.Constant.word(fact.source().confidence())),
                Column.words("Source", "source", fact -> fact.source().source()),
                Column.words("Note", "note", fact -> fact.source().note())), facts(hardware)).print(page);
        List<Peak> matrix = hardware.peaks().stream().filter(peak -> peak.unit() == ComputeUnit.MATRIX && !peak.halfAccumulate()).toList();
        if (!matrix.isEmpty()) {
            page.gap();
            List<String> ridges = matrix.stream()
                    .map(peak -> Written.number(peak.rate().value() / hardware.bandwidth()) + " FLOP/byte in " + peak.format().id()).toList();
            page.prose("Ridge point: " + String.join(", ", ridges), "  ");
        }
        if (!hardware.sources().isEmpty()) {
            page.gap();
            page.heading("Sources");
            new TreeMap<>(hardware.sources()).forEach((name, place) -> page.prose("  " + name + ": " + place, "    "));
        }
        if (!hardware.notes().isEmpty()) {
            page.gap();
            page.prose(hardware.notes(), "");
        }
    }

    private static List<String> description(Hardware hardware) {
        List<String> description = new ArrayList<>();
        if (!hardware.vendor().isEmpty()) {
            description.add(hardware.vendor());
        }
        description.add(Named.Constant.word(hardware.kind()));
        if (hardware.year() > 0) {
            description.add(Integer.toString(hardware.year()));
        }
        hardware.cores().ifPresent(cores -> description.add(cores.count() + " x " + cores.kind()));
        return description;
    }

    private static List<Fact> facts(Hardware hardware) {
        List<Fact> facts = new ArrayList<>();
        for (Peak peak : hardware.peaks()) {
            String name = Named.Constant.word(peak.unit()) + " " + peak.format().id() + (peak.halfAccumulate() ? ", 16-bit sums" : "");
            facts.add(new Fact(name, Written.flopRate(peak.rate().value()), peak.rate()));
        }
        for (MemoryLevel level : hardware.memory()) {
            String name = level.name() + (level.technology().isEmpty() ? "" : " " + level.technology());
            add(facts, name + " capacity", level.capacity(), Written::capacity);
            add(facts, name + " bandwidth", level.bandwidth(), Written::byteRate);
        }
        hardware.cores().ifPresent(cores -> add(facts, "clock", cores.clock(), hertz -> Written.number(hertz / 1e6) + " MHz"));
        add(facts, "launch overhead", hardware.launchOverhead(), Written::seconds);
        for (Link link : hardware.links()) {
            String to = switch (link.kind()) {
                case PEER -> " to devices of the node";
                case NETWORK -> " to other nodes";
                case HOST -> " to the processor's memory";
            };
            add(facts, link.name() + to, Optional.of(link.bandwidth()), Written::byteRate);
            add(facts, link.name() + " latency", link.latency(), Written::seconds);
        }
        hardware.power().ifPresent(power -> {
            add(facts, "idle power", Optional.of(power.idle()), watts -> Written.number(watts) + " W");
            new TreeMap<>(power.perFlop()).forEach((format, joules) -> add(facts, "a FLOP in " + format.id(), Optional.of(joules), HardwareSheet::joules));
            new TreeMap<>(power.perByte()).forEach((level, joules) -> add(facts, "a byte of " + level, Optional.of(joules), HardwareSheet::joules));
        });
        hardware.sustained().ifPresent(limits -> add(facts, "sustained limits after", Optional.of(limits.after()), Written::seconds));
        add(facts, "power", hardware.tdp(), watts -> Written.number(watts) + " W");
        add(facts, "price", hardware.price(), dollars -> Written.number(dollars) + " USD");
        return facts;
    }

    private static String joules(double value) {
        return Quantity.format(value, Dimension.JOULES);
    }

    private static void add(List<Fact> facts, String what, Optional<Sourced> value, DoubleFunction<String> written) {
        value.ifPresent(sourced -> facts.add(new Fact(what, written.apply(sourced.value()), sourced)));
    }
}
