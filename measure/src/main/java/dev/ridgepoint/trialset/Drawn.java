package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.unit.Quantity;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** How charts of a study tell groups apart, and how many of them they show. */
final class Drawn {

    /** Colours that can be told apart. As many groups again are drawn hollow or broken; no chart shows more than both. */
    static final int COLOURS = 6;
    static final int MOST_GROUPS = 2 * COLOURS;
    static final DoubleFunction<String> WRITTEN = Quantity::significant;
    /** Beyond this factor between the least and the greatest, an axis counts in factors. */
    static final double FAR_APART = 10;

    private Drawn() { }

    static List<GroupStatistics> first(List<GroupStatistics> groups) {
        return groups.stream().limit(MOST_GROUPS).toList();
    }

    static Look points(int place) {
        return place < COLOURS ? Look.MEASURED_POINTS : Look.PREDICTED_POINTS;
    }

    static Look line(int place) {
        return place < COLOURS ? Look.MEASURED_LINE : Look.PREDICTED_LINE;
    }

    /** How many trials there are, and how many groups are not shown. */
    static String counted(TrialStudy study) {
        int groups = study.groups().size();
        return study.selection().trials().size() + " trials"
                + (groups > MOST_GROUPS ? "; the first " + MOST_GROUPS + " of " + groups + " groups are drawn." : ".");
    }

    static double greatest(double... values) {
        return DoubleStream.of(values).max().orElseThrow();
    }

    static double least(double... values) {
        return DoubleStream.of(values).min().orElseThrow();
    }

    /** From 0 to the greatest; to 1 where all are 0. */
    static Axis fromZero(String title, double... values) {
        double greatest = greatest(values);
        return Axis.fromZero(title, greatest > 0 ? greatest : 1, WRITTEN);
    }

    /** Whether values lie so far apart that the smallest would fall together on an even axis. */
    static boolean farApart(double... values) {
        return least(values) > 0 && greatest(values) > FAR_APART * least(values);
    }
}
