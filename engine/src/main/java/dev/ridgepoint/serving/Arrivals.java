package dev.ridgepoint.serving;

import java.util.random.RandomGenerator;

/** When requests arrive: independent gaps between one and the next. */
public sealed interface Arrivals {

    /** Requests a second in the long run. */
    double perSecond();

    /** Draws the seconds from one request to the next. */
    double gap(RandomGenerator random);

    /** The same pattern, faster or slower. */
    Arrivals at(double newPerSecond);

    /**
     * Requests that know nothing of one another: exponential gaps.
     *
     * @param perSecond requests a second
     */
    record Poisson(double perSecond) implements Arrivals {
        /** @throws IllegalArgumentException unless the rate is above 0 */
        public Poisson {
            requireRate(perSecond);
        }

        @Override
        public double gap(RandomGenerator random) {
            return random.nextExponential() / perSecond;
        }

        @Override
        public Arrivals at(double newPerSecond) {
            return new Poisson(newPerSecond);
        }
    }

    /**
     * Gamma-distributed gaps, as serving benchmarks draw bursts: a shape of 1 is Poisson, less comes in bursts, more is steadier. The squared coefficient of
     * variation of a gap is {@code 1 / shape}.
     *
     * @param perSecond requests a second
     * @param shape     of the gamma distribution
     */
    record Gamma(double perSecond, double shape) implements Arrivals {
        /** @throws IllegalArgumentException unless both are above 0 */
        public Gamma {
            requireRate(perSecond);
            if (!(shape > 0) || Double.isInfinite(shape)) {
                throw new IllegalArgumentException("the shape of gaps must be above 0, not " + shape);
            }
        }

        @Override
        public double gap(RandomGenerator random) {
            return standardGamma(random) / (shape * perSecond);
        }

        @Override
        public Arrivals at(double newPerSecond) {
            return new Gamma(newPerSecond, shape);
        }

        /** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); below a shape of 1, theirs of one more times a power of a uniform. */
        private double standardGamma(RandomGenerator random) {
            double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double x = random.nextGaussian();
                double v = 1 + c * x;
                v = v * v * v;
                if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return shape < 1 ? d * v * Math.pow(1 - random.nextDouble(), 1 / shape) : d * v;
                }
            }
        }
    }

    private static void requireRate(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("requests must arrive at a rate above 0, not " + perSecond);
        }
    }
}
