package dev.ridgepoint.serving;

import java.util.random.RandomGenerator;

/** How many tokens a prompt or an output has: at least 1. */
public sealed interface Lengths {

    /** Draws one. */
    int draw(RandomGenerator random);

    /**
     * Always the same.
     *
     * @param tokens how many
     */
    record Fixed(int tokens) implements Lengths {
        /** @throws IllegalArgumentException unless there is a token */
        public Fixed {
            requireToken(tokens);
        }

        @Override
        public int draw(RandomGenerator random) {
            return tokens;
        }
    }

    /**
     * The exponential of a normal variable, rounded, from 1 to a most.
     *
     * @param mean  of the lengths, before they are limited
     * @param sigma standard deviation of their logarithm
     * @param most  longest
     */
    record LogNormal(double mean, double sigma, int most) implements Lengths {
        /** @throws IllegalArgumentException unless mean and spread are usable */
        public LogNormal {
            requireToken(most);
            if (!(mean >= 1) || Double.isInfinite(mean) || !(sigma >= 0) || Double.isInfinite(sigma)) {
                throw new IllegalArgumentException("log-normal lengths need a mean of 1 or more and a spread of 0 or more, not " + mean + " and " + sigma);
            }
        }

        @Override
        public int draw(RandomGenerator random) {
            double length = Math.rint(mean * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2));
            return (int) Math.max(1, Math.min(most, length));
        }
    }

    /**
     * Every length from one to another, each as likely.
     *
     * @param least shortest
     * @param most  longest
     */
    record Uniform(int least, int most) implements Lengths {
        /** @throws IllegalArgumentException unless they are in order and hold a token */
        public Uniform {
            requireToken(least);
            if (most < least || most == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("uniform lengths go up, and not from " + least + " to " + most);
            }
        }

        @Override
        public int draw(RandomGenerator random) {
            return random.nextInt(least, most + 1);
        }
    }

    private static void requireToken(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("a length is 1 token or more, not " + tokens);
        }
    }
}
