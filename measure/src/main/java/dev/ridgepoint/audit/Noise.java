package dev.ridgepoint.audit;

import dev.ridgepoint.validate.MeasuredRow;

/** How far two measured rates may lie from one another before that says anything. */
final class Noise {

    /** Of rates whose spread nobody tells, and at the least: one run of the same build on the same machine differs from the next by as much. */
    private static final double LEAST = 0.05;
    private static final double SIGMAS = 2;

    private Noise() { }

    /** Whether one rate is greater than another beyond noise: by two standard deviations of their difference, and by a twentieth. */
    static boolean isAbove(MeasuredRow greater, MeasuredRow less) {
        double difference = greater.tokensPerSecond() - less.tokensPerSecond();
        double sigma = Math.hypot(greater.stddev().orElse(0), less.stddev().orElse(0));
        return difference > LEAST * less.tokensPerSecond() && difference > SIGMAS * sigma;
    }
}
