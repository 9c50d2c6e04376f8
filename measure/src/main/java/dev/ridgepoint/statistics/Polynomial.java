package dev.ridgepoint.statistics;

/**
 * Straight lines, parabolas and so on: powers of x, moved and scaled to lie between -1 and 1, so that high ones stay apart.
 *
 * @param degree 1 for a straight line
 */
public record Polynomial(int degree) implements Curve {

    /** Straight lines. */
    public static final Polynomial LINEAR = new Polynomial(1);

    /** @throws UndefinedStatisticException if the degree is below 1 */
    public Polynomial {
        if (degree < 1) {
            throw new UndefinedStatisticException("polynomial", "degree " + degree + " is below 1");
        }
    }

    @Override
    public String label() {
        return degree == 1 ? "linear" : "polynomial of degree " + degree;
    }

    @Override
    public int parameters() {
        return degree + 1;
    }

    @Override
    public Basis over(double[] x) {
        Sample sample = Sample.of(label(), 1, x).varying();
        double centre = sample.min() / 2 + sample.max() / 2;
        double half = sample.max() / 2 - sample.min() / 2;
        return at -> {
            double[] powers = new double[degree + 1];
            powers[0] = 1;
            for (int i = 1; i <= degree; i++) {
                powers[i] = powers[i - 1] * ((at - centre) / half);
            }
            return powers;
        };
    }
}
