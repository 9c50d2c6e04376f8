package dev.ridgepoint.study;

import dev.ridgepoint.chart.Ceiling;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.RooflineChart;
import dev.ridgepoint.chart.RooflineFigure;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.study.PointTable.Row;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points under the roofs of their devices.
 *
 * @param frame    what every figure has
 * @param machines what has a roof of its own
 * @param phases   that are shown
 * @param series   told apart by colour, or by shape where there are several machines
 * @param labels   what is written beside a point
 */
record RoofsFigure(Frame frame, Grouping machines, List<RoofPhase> phases, Grouping series, Grouping labels) implements Figure {

    /** Part of a request that has an operating point. */
    enum RoofPhase {
        PREFILL, DECODE, REQUEST;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    RoofsFigure {
        phases = List.copyOf(phases);
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
        return new RooflineChart(new RooflineFigure(frame.title(), null, roofs, shown, List.of()), frame.size());
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
            String group = series.label(row);
            String several = phases.size() > 1 ? phase.word() + (group.isEmpty() ? "" : " " + group) : group;
            String label = labels.label(row);
            shown.add(OperatingPoint.phase(machine, several.isEmpty() ? phase.word() : several, label.isEmpty() ? phase.word() : label, intensity, performance));
        }
    }
}
