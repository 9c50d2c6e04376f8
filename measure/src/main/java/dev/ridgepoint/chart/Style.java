package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RooflineFigure.Kind;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Which colour, shape and stroke each thing of a figure has. One machine has a dark roof and its series have colours; several
 * machines have a colour each, which their points share, and series differ by shape alone.
 */
record Style(RooflineFigure figure, FigureSize size) {

    /** Diameters in ems. */
    private static final double PHASE = 1.05;
    private static final double WHOLE_PHASE_OPERATOR = 2.3;
    private static final double LEAST_OPERATOR = 0.28;

    double em() {
        return size.fontSize();
    }

    /** Size of what is not the main lettering; no smaller than it where that is small already. */
    double smallEm() {
        return size.narrow() ? em() : em() * 0.9;
    }

    boolean severalMachines() {
        return figure.machines().size() > 1;
    }

    /** The face of what matters most; bold letters run too wide for a column. */
    Typeface strong() {
        return size.narrow() ? Typeface.REGULAR : Typeface.BOLD;
    }

    List<String> series() {
        return figure.points().stream().map(OperatingPoint::series).distinct().toList();
    }

    Color roof(int machine) {
        return severalMachines() ? Palette.colour(machine) : Palette.INK;
    }

    Color colour(OperatingPoint point) {
        return severalMachines() ? roof(machineOf(point)) : Palette.colour(series().indexOf(point.series()));
    }

    PointMarker.Form form(OperatingPoint point) {
        return PointMarker.Form.of(series().indexOf(point.series()));
    }

    private int machineOf(OperatingPoint point) {
        return figure.machines().stream().map(RooflineFigure.Machine::name).toList().indexOf(point.machine());
    }

    double diameter(OperatingPoint point) {
        return point.kind() == Kind.PHASE ? size.markerSize() * PHASE : operatorDiameter(point.share());
    }

    /** The area is in proportion to the share, down to what can still be seen. */
    double operatorDiameter(double share) {
        return size.markerSize() * Math.max(LEAST_OPERATOR, WHOLE_PHASE_OPERATOR * Math.sqrt(share));
    }

    PointMarker marker(OperatingPoint point) {
        Color colour = colour(point);
        return point.kind() == Kind.PHASE
                ? new PointMarker(form(point), diameter(point), colour, Palette.INK, em() * 0.1)
                : new PointMarker(form(point), diameter(point), Palette.translucent(colour, 0.3), colour, em() * 0.07);
    }

    PointMarker ridgeMarker(int machine) {
        return new PointMarker(PointMarker.Form.CIRCLE, size.markerSize() * 0.55, Color.WHITE, roof(machine), em() * 0.13);
    }

    BasicStroke stroke(RoofLine line) {
        if (line.primary()) {
            return roofStroke(line.machine());
        }
        float[][] dashes = line.memory() ? Palette.SLOPE_DASHES : Palette.ROOF_DASHES;
        return Palette.dashed(em() * 0.09, em(), line.label().isBlank() ? Palette.DOTS : dashes[line.rank() % dashes.length]);
    }

    /** The roof itself: solid where there is one machine, and told apart by dashes too where there are several. */
    BasicStroke roofStroke(int machine) {
        return machine == 0 ? Palette.solid(em() * 0.18)
                : Palette.dashed(em() * 0.18, em(), Palette.MACHINE_DASHES[(machine - 1) % Palette.MACHINE_DASHES.length]);
    }

    Color region(int index) {
        return Palette.translucent(Palette.colour(severalMachines() ? 5 - index % 2 : 4 + index % 2), 0.16);
    }
}
