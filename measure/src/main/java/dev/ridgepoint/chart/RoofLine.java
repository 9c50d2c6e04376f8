package dev.ridgepoint.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A ceiling as it is drawn: a straight stretch of the log-log plane. Ceilings too close to tell apart share one line and one
 * label, as fp8 and int8 often do.
 *
 * @param machine    which of the figure's machines, from 0
 * @param label      what is written along it; blank for the extension of a primary ceiling beyond the ridge
 * @param name       unique within the figure
 * @param memory     whether it slopes
 * @param primary    whether it is part of the roof that meets at the ridge
 * @param rank       place among the machine's ceilings of its kind, highest first; chooses the dashes
 */
record RoofLine(
        int machine,
        String name,
        String label,
        boolean memory,
        boolean primary,
        int rank,
        double fromOi,
        double fromFlops,
        double toOi,
        double toFlops) {

    /** Ceilings within this factor would be drawn over each other. */
    private static final double INDISTINCT = 1.012;

    /** A machine's lines: its roof, up to the ridge and on from it, and every other ceiling within it. */
    static List<RoofLine> of(RooflineFigure.Machine machine, int index, LogPlane plane) {
        AxisRange oi = plane.oi();
        double fastest = machine.fastestBytes();
        double highest = machine.highestFlops();
        double ridge = machine.ridge();
        List<RoofLine> lines = new ArrayList<>();

        int rank = 0;
        for (Merged roof : Merged.of(machine.compute().stream()
                .map(c -> new Merged(c.label(), c.flopsPerSecond(), c.primary())).toList())) {
            String name = machine.name() + " · " + roof.label;
            double starts = Math.max(oi.low(), roof.rate / fastest);
            double bends = roof.primary ? ridge : starts;
            lines.add(new RoofLine(index, name, roof.label, false, roof.primary, rank, bends, roof.rate, oi.high(), roof.rate));
            if (bends > starts * INDISTINCT) {
                lines.add(new RoofLine(index, name + ", before the ridge", "", false, false, rank, starts, roof.rate, bends,
                        roof.rate));
            }
            rank++;
        }
        rank = 0;
        for (Merged slope : Merged.of(machine.memory().stream()
                .map(m -> new Merged(m.label(), m.bytesPerSecond(), m.primary())).toList())) {
            String name = machine.name() + " · " + slope.label;
            double starts = Math.max(oi.low(), plane.flops().low() / slope.rate);
            double ends = Math.min(oi.high(), highest / slope.rate);
            double bends = slope.primary ? ridge : ends;
            lines.add(new RoofLine(index, name, slope.label, true, slope.primary, rank, starts, starts * slope.rate, bends,
                    bends * slope.rate));
            if (ends > bends * INDISTINCT) {
                lines.add(new RoofLine(index, name + ", beyond the ridge", "", true, false, rank, bends, bends * slope.rate, ends,
                        ends * slope.rate));
            }
            rank++;
        }
        return lines;
    }

    /** Ceilings of about one rate, the rate being that of the primary one among them. */
    private record Merged(String label, double rate, boolean primary) {

        static List<Merged> of(List<Merged> ceilings) {
            List<Merged> merged = new ArrayList<>();
            List<Merged> sorted = ceilings.stream().sorted(Comparator.comparingDouble(Merged::rate).reversed()).toList();
            for (Merged next : sorted) {
                Merged last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                if (last != null && last.rate <= next.rate * INDISTINCT) {
                    merged.set(merged.size() - 1, last.with(next));
                } else {
                    merged.add(next);
                }
            }
            return merged;
        }

        private Merged with(Merged other) {
            return new Merged(join(label, other.label), other.primary ? other.rate : rate, primary || other.primary);
        }
    }

    /** Two labels in one, the words they end with written once: {@code fp8 / int8 1979 TFLOP/s}. */
    static String join(String first, String second) {
        if (first.equals(second)) {
            return first;
        }
        List<String> a = List.of(first.split(" "));
        List<String> b = List.of(second.split(" "));
        int common = 0;
        while (common < Math.min(a.size(), b.size()) - 1
                && a.get(a.size() - 1 - common).equals(b.get(b.size() - 1 - common))) {
            common++;
        }
        String end = String.join(" ", a.subList(a.size() - common, a.size()));
        String joined = String.join(" ", a.subList(0, a.size() - common)) + " / "
                + String.join(" ", b.subList(0, b.size() - common));
        return common == 0 ? joined : joined + " " + end;
    }
}
