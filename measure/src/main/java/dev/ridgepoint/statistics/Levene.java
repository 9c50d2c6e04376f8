package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * Levene's test: whether groups vary alike. An analysis of variance of the distances from each group's centre (Levene 1960; Brown and Forsythe 1974, doi
 * 10.1080/01621459.1974.10482955).
 */
public final class Levene {

    /** What is cut off either end of a group, as Brown and Forsythe did. */
    private static final double TRIM = 0.1;

    private Levene() { }

    /** What distances are taken from. */
    public enum Center {
        /** Levene's own; for symmetric distributions. */
        MEAN,
        /** Brown and Forsythe's choice for skewed distributions. */
        MEDIAN,
        /** Mean without the lowest and the highest tenth of the group, for heavy tails; all distances count. */
        TRIMMED_MEAN
    }

    /** @throws UndefinedStatisticException if there are fewer than two groups, or within every group all numbers are equally far from its centre */
    public static TestResult test(Groups groups, Center center) {
        String name = "Levene's test (" + center.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        groups.comparable(name);
        double[][] distances = new double[groups.size()][];
        double noise = 0;
        for (int i = 0; i < distances.length; i++) {
            double[] values = groups.values(i);
            Arrays.sort(values);
            noise += Sample.of(name, 1, values).noise();
            double centre = centre(name, values, center);
            distances[i] = Arrays.stream(values).map(value -> Math.abs(value - centre)).toArray();
        }
        return OneWayAnova.of(name, Groups.of(distances), noise).test(name, "W");
    }

    private static double centre(String name, double[] sorted, Center center) {
        return switch (center) {
            case MEAN -> Sample.of(name, 1, sorted).mean();
            case MEDIAN -> median(sorted);
            case TRIMMED_MEAN -> Sample.of(name, 1, trimmed(sorted)).mean();
        };
    }

    /** Halves before adding: no overflow. */
    static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }

    private static double[] trimmed(double[] sorted) {
        int cut = (int) (TRIM * sorted.length);
        return Arrays.copyOfRange(sorted, cut, sorted.length - cut);
    }
}
