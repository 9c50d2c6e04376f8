package dev.ridgepoint.driver;

import java.util.Arrays;
import java.util.List;

/**
 * What may drive a response, a value a trial.
 *
 * <p>Trees see steps and not values: numbers are put into at most {@value #STEPS} quantiles, since Tribuo tries every pair of a value and a trial; names are
 * numbered, and put in order by each tree.
 */
public sealed interface Predictor {

    /** Different steps that a tree can tell apart. */
    int STEPS = 32;

    /** Its column. */
    String name();

    /** The step of each trial, counted from 0: a quantile, or the number of a name. */
    int[] steps();

    /**
     * Numbers.
     *
     * @param values one a trial, all finite
     */
    record Numbers(String name, double[] values) implements Predictor {

        @Override
        public int[] steps() {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double[] distinct = Arrays.stream(sorted).distinct().toArray();
            double[] ends = distinct.length <= STEPS ? distinct : quantiles(sorted);
            return Arrays.stream(values).mapToInt(value -> step(ends, value)).toArray();
        }

        private static double[] quantiles(double[] sorted) {
            double[] ends = new double[STEPS];
            for (int i = 0; i < STEPS; i++) {
                ends[i] = sorted[(int) ((long) (i + 1) * sorted.length / STEPS) - 1];
            }
            return Arrays.stream(ends).distinct().toArray();
        }

        /** The first step that ends at the value or above it. */
        private static int step(double[] ends, double value) {
            int at = Arrays.binarySearch(ends, value);
            return at >= 0 ? at : -at - 1;
        }
    }

    /**
     * Names without an order.
     *
     * @param values one a trial
     */
    record Names(String name, List<String> values) implements Predictor {

        /** Copies its values. */
        public Names {
            values = List.copyOf(values);
        }

        @Override
        public int[] steps() {
            String[] distinct = values.stream().distinct().sorted().toArray(String[]::new);
            return values.stream().mapToInt(value -> Arrays.binarySearch(distinct, value)).toArray();
        }
    }
}
