package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;
import java.util.Arrays;

/**
 * A density smoothed from numbers: the mean of normal densities, one about each (Rosenblatt 1956, doi 10.1214/aoms/1177728190). It integrates to 1.
 *
 * @param values    numbers, rising
 * @param bandwidth standard deviation of each normal density, in the numbers' unit
 */
public record KernelDensity(double[] values, double bandwidth) {

    private static final String NAME = "kernel density";
    /** Of fewer numbers a density says more than they do. */
    private static final int LEAST = 4;
    private static final double FACTOR = 0.9;
    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double NORMAL_RANGE = 1.34;
    /** Beyond so many bandwidths a number adds less than 1e-15 of its peak. */
    private static final double REACH = 8.5;

    /** The numbers are copied and sorted. */
    public KernelDensity {
        values = values.clone();
        Arrays.sort(values);
    }

    /**
     * With Silverman's rule of thumb for the bandwidth, {@code 0.9 min(s, IQR / 1.34) n^(-1/5)} (Silverman 1986, Density Estimation, equation 3.31), or with
     * {@code s} alone where the quartiles are equal. It smooths separate modes rather too much than too little.
     *
     * @throws UndefinedStatisticException if there are fewer than four numbers, they do not vary, or one of them is not finite
     */
    public static KernelDensity of(double... values) {
        Distribution distribution = Sample.of(NAME, LEAST, values).varying().distribution();
        double deviation = Moments.of(values).standardDeviation();
        double range = distribution.upperQuartile() - distribution.lowerQuartile();
        double spread = range > 0 ? Math.min(deviation, range / NORMAL_RANGE) : deviation;
        return new KernelDensity(values, FACTOR * spread * Math.pow(values.length, -0.2));
    }

    /** The density at a number, in one over the numbers' unit. */
    public double at(double x) {
        double sum = 0;
        for (int i = first(x - REACH * bandwidth); i < values.length && values[i] <= x + REACH * bandwidth; i++) {
            double z = (x - values[i]) / bandwidth;
            sum += Math.exp(-z * z / 2);
        }
        return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
    }

    /** Place of the first number that is not below a bound. */
    private int first(double bound) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
