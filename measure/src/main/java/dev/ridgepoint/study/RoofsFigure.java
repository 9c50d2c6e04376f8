package dev.ridgepoint.study;

import dev.ridgepoint.chart.Ceiling;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.RooflineChart;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import dev.ridgepoint.chart.RooflineFigure;
import dev.ridgepoint.study.PointTable.Row;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Points under the roofs of their devices.
 *
 * @param frame    what every figure has
 * @param machines what has a roof of its own
 * @param phases   that are shown
 * @param series   told apart by colour, or by shape where there are several machines
 * @param labels   what is written beside a point
 * @param gap      two machines between whose roofs the figure is shaded, the higher first; or none
 */
record RoofsFigure(Frame frame, Grouping machines, List<RoofPhase> phases, Grouping series, Grouping labels, List<String> gap) implements Figure {

    /** How far beyond the outermost points and ridges the shade goes. */
    private static final double BEYOND = 2;

    /** Part of a request that has an operating point. */
    enum RoofPhase {
        PREFILL, DECODE, REQUEST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RoofsFigure {
        phases = List.copyOf(phases);
        gap = List.copyOf(gap);
    }

    @Override
    public PrintedChart chart(PointTable points) {
        List<Row> rows = rows(points);
        List<Machine> roofs = new ArrayList<>();
        List<OperatingPoint> shown = new ArrayList<>();
        machines.groups(rows).forEach((machine, group) -> {
            roofs.add(machine(machine, group));
            group.forEach(row -> phases.forEach(phase -> add(shown, machine, row, phase)));
        });
        return new RooflineChart(new RooflineFigure(frame.title(), null, roofs, shown, shade(roofs, shown)), frame.size());
    }

    /** The area between two roofs, from the sloping parts to the level ones. */
    private List<PotentialRegion> shade(List<Machine> roofs, List<OperatingPoint> shown) {
        List<Machine> two = gap.stream().flatMap(name -> roofs.stream().filter(roof -> roof.name().equals(name))).toList();
        if (two.size() != 2) {
            return List.of();
        }
        Machine high = two.get(0);
        Machine low = two.get(1);
        double[] ends = DoubleStream.concat(DoubleStream.of(high.ridge(), low.ridge()), shown.stream().mapToDouble(OperatingPoint::operationalIntensity))
                .sorted().toArray();
        double from = ends[0] / BEYOND;
        double to = ends[ends.length - 1] * BEYOND;
        double[] corners = {from, high.ridge(), to, to, low.ridge(), from};
        List<Double> intensities = new ArrayList<>();
        List<Double> performances = new ArrayList<>();
        for (int i = 0; i < corners.length; i++) {
            intensities.add(corners[i]);
            performances.add(roof(i < corners.length / 2 ? high : low, corners[i]));
        }
        double bandwidth = high.primaryMemory().bytesPerSecond() / low.primaryMemory().bytesPerSecond();
        double peak = high.primaryCompute().flopsPerSecond() / low.primaryCompute().flopsPerSecond();
        return List.of(new PotentialRegion("gap: " + Quantity.significant(bandwidth) + "x bandwidth, " + Quantity.significant(peak) + "x peak",
                intensities, performances));
    }

    private static double roof(Machine machine, double intensity) {
        return Math.min(machine.primaryCompute().flopsPerSecond(), intensity * machine.primaryMemory().bytesPerSecond());
    }

    private static Machine machine(String name, List<Row> rows) {
        Map<String, Ceiling.Compute> peaks = new LinkedHashMap<>();
        for (Row row : rows) {
            double peak = row.number(Columns.named(Columns.PEAK));
            String label = row.text(Columns.named(Columns.ROOF)) + " " + Quantity.format(peak, Dimension.OPERATIONS_PER_SECOND);
            peaks.putIfAbsent(label, new Ceiling.Compute(label, peak, peaks.isEmpty()));
        }
        double bandwidth = rows.get(0).number(Columns.named(Columns.BANDWIDTH));
        return new Machine(name, List.copyOf(peaks.values()),
                List.of(new Ceiling.Memory(Quantity.format(bandwidth, Dimension.BYTES_PER_SECOND), bandwidth, true)));
    }

    private void add(List<OperatingPoint> shown, String machine, Row row, RoofPhase phase) {
        double intensity = row.number(Columns.named(phase.word() + "_oi"));
        double performance = row.number(Columns.named(phase.word() + "_performance"));
        if (intensity > 0 && performance > 0) {
            // Where a group has a colour, the phase is plain from the place.
            String group = series.label(row);
            String label = labels.label(row);
            shown.add(OperatingPoint.phase(
                    machine, group.isEmpty() ? phase.word() : group, label.isEmpty() ? phase.word() : label, intensity, performance));
        }
    }
}
