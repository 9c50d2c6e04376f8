package dev.ridgepoint.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The stretch of a horizontal axis that is shown: linear, or logarithmic where values lie far apart.
 *
 * @param low         its left end
 * @param high        its right end
 * @param logarithmic whether it counts in factors
 * @param ticks       values that are labelled
 */
record ValueAxis(double low, double high, boolean logarithmic, List<Double> ticks) {

    /** Beyond this factor the smallest values would lie on one point of a linear axis. */
    private static final double FAR_APART = 25;
    private static final int MOST_TICKS = 6;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    /** The axis for values between two. It starts at zero where that wastes no more than half of it. */
    static ValueAxis covering(double least, double greatest) {
        return least > 0 && greatest > FAR_APART * least ? logarithmic(least, greatest) : linear(least, greatest);
    }

    private static ValueAxis logarithmic(double least, double greatest) {
        double low = least / 1.2;
        double high = greatest * 1.2;
        List<Double> ticks = new ArrayList<>();
        boolean wide = Math.log10(high / low) > MOST_TICKS;
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
            double tick = Math.pow(10, decade);
            if (tick >= low && (!wide || decade % 2 == 0)) {
                ticks.add(tick);
            }
        }
        return new ValueAxis(low, high, true, ticks);
    }

    private static ValueAxis linear(double least, double greatest) {
        double from = least >= 0 && least <= greatest / 2 ? 0 : least;
        double span = greatest > from ? greatest - from : Math.max(Math.abs(greatest) * 0.2, 1e-9);
        double low = from == 0 ? 0 : from - 0.06 * span;
        double high = greatest + 0.06 * span;
        double step = step((high - low) / MOST_TICKS);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return new ValueAxis(low, high, false, ticks);
    }

    private static double step(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : STEPS) {
            if (step * decade >= atLeast) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    /** Where a value lies, 0 at the low end and 1 at the high one. */
    double fraction(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }
}
