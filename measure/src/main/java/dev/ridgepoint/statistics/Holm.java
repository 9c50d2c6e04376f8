package dev.ridgepoint.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p values of many tests, adjusted so that the chance of any false one below a level is that level at most (Holm 1979): from the least p up,
 * {@code max((m + 1 - i) p_i)}.
 */
public final class Holm {

    private Holm() { }

    /** In the order given. @throws UndefinedStatisticException if there is none, or one of them is not between 0 and 1 */
    public static double[] adjusted(double... p) {
        int[] order = ascending("Holm", p);
        double[] adjusted = new double[p.length];
        double greatest = 0;
        for (int i = 0; i < p.length; i++) {
            greatest = Math.max(greatest, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = greatest;
        }
        return adjusted;
    }

    /** Which p is least, which is next. */
    static int[] ascending(String adjustment, double... p) {
        Sample chances = Sample.of(adjustment, 1, p);
        if (chances.min() < 0 || chances.max() > 1) {
            throw new UndefinedStatisticException(adjustment, "is of p values, and one is " + (chances.min() < 0 ? chances.min() : chances.max()));
        }
        return IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(i -> i).toArray();
    }
}
