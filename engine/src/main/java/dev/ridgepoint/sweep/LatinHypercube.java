package dev.ridgepoint.sweep;

import java.util.List;

/**
 * A Latin hypercube sample (McKay, Beckman and Conover 1979, doi 10.2307/1268522): of as many equal strata of each axis as there are points, each holds
 * one point, at a random place in it. The strata of an axis are shuffled by a Feistel network over the next power of 4, walked until it is back among the
 * points (Black and Rogaway 2002), so that any point is found without the others.
 *
 * @param axes   at least 1
 * @param points how many, at most {@code 2^50}
 * @param seed   of the shuffles and places
 */
public record LatinHypercube(List<Axis> axes, long points, long seed) implements Design {

    private static final int ROUNDS = 4;

    /** @throws IllegalArgumentException if there are no axes, or too many points */
    public LatinHypercube {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || points < 1 || points > 1L << 50) {
            throw new IllegalArgumentException("a Latin hypercube has an axis and 1 to 2^50 points");
        }
    }

    @Override
    public Cursor cursor() {
        double[] shares = new double[axes.size()];
        return (point, values, levels) -> {
            for (int i = 0; i < shares.length; i++) {
                long key = Mixed.bits(seed, i);
                shares[i] = Math.min(Math.nextDown(1.0), (stratum(point, key) + Mixed.share(key, point)) / points);
            }
            Design.spread(axes, shares, values, levels);
        };
    }

    private long stratum(long point, long key) {
        int half = (65 - Long.numberOfLeadingZeros(points - 1)) / 2;
        long mask = (1L << half) - 1;
        long at = point;
        do {
            long left = at >>> half;
            long right = at & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ Mixed.bits(key + round, right) & mask;
                left = right;
                right = next;
            }
            at = left << half | right;
        } while (at >= points);
        return at;
    }
}
