package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * The dip test of Hartigan and Hartigan: whether numbers come from a distribution with one mode (1985, doi 10.1214/aos/1176346577). The dip is the least
 * greatest distance between their distribution function and one that is convex up to some point and concave from it on. Its p is of uniform numbers, the
 * hardest case with one mode, by {@value #DRAWS} simulated samples; of more than {@value #SIMULATED} numbers, by samples of that many, as the dip falls with
 * the root of their number.
 */
public final class HartiganDip {

    static final int DRAWS = 2000;
    static final int SIMULATED = 500;
    private static final String NAME = "Dip test";
    private static final long SEED = 20_261_121;

    private HartiganDip() { }

    /** @throws UndefinedStatisticException if there are fewer than four numbers, or they do not vary */
    public static TestResult test(double... values) {
        Sample.of(NAME, 4, values).varying();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double dip = Steps.of(sorted).dip();
        int size = Math.min(sorted.length, SIMULATED);
        double asFar = dip * Math.sqrt((double) sorted.length / size);
        RandomGenerator random = new Well19937c(SEED);
        int farther = 0;
        for (int i = 0; i < DRAWS; i++) {
            if (Steps.of(uniform(size, random)).dip() >= asFar) {
                farther++;
            }
        }
        return new TestResult(NAME, "D", dip, List.of(), (farther + 1.0) / (DRAWS + 1.0));
    }

    /** Ascending without a sort: sums of exponential gaps. */
    private static double[] uniform(int size, RandomGenerator random) {
        double[] values = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum -= Math.log(1 - random.nextDouble());
            values[i] = sum;
        }
        return values;
    }
}
