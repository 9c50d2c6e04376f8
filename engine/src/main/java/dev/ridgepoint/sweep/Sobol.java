package dev.ridgepoint.sweep;

import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The first points of Sobol's sequence (Sobol 1967, with the direction numbers of Joe and Kuo 2008, doi 10.1137/070709359), which fills a space more
 * evenly than chance does. A seed other than 0 shifts it: the binary digits of each coordinate are flipped by a mask of that seed, which leaves it as
 * even.
 *
 * @param axes   1 to 1000
 * @param points how many, at most {@code 2^31 - 1}
 * @param seed   of the shift; 0 leaves the sequence as published
 */
public record Sobol(List<Axis> axes, long points, long seed) implements Design {

    private static final double DIGITS = 1L << 52;

    /** @throws IllegalArgumentException if there are no axes or too many, or too many points */
    public Sobol {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > 1000 || points < 1 || points > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a Sobol sample has 1 to 1000 axes and 1 to " + Integer.MAX_VALUE + " points");
        }
    }

    @Override
    public Cursor cursor() {
        return new Sequence(axes, seed);
    }

    private static final class Sequence implements Cursor {

        private final List<Axis> axes;
        private final SobolSequenceGenerator generator;
        private final long[] masks;

        Sequence(List<Axis> axes, long seed) {
            this.axes = axes;
            this.generator = new SobolSequenceGenerator(axes.size());
            this.masks = new long[axes.size()];
            for (int i = 0; i < masks.length; i++) {
                masks[i] = seed == 0 ? 0 : Mixed.bits(seed, i) >>> 12;
            }
        }

        @Override
        public void to(long point, double[] values, int[] levels) {
            double[] shares = point == generator.getNextIndex() ? generator.nextVector() : generator.skipTo((int) point);
            for (int i = 0; i < shares.length; i++) {
                shares[i] = ((long) (shares[i] * DIGITS) ^ masks[i]) / DIGITS;
            }
            Design.spread(axes, shares, values, levels);
        }
    }
}
