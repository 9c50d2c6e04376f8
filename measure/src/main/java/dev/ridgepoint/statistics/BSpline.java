package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;

/**
 * Splines of piecewise polynomials without any condition at the ends (de Boor 1978, A Practical Guide to Splines), as a constant plus {@code bs(x, df,
 * degree)} of patsy and R. Inner knots lie at evenly spaced percentiles of all x. Not defined beyond the points.
 *
 * @param degreesOfFreedom parameters beside the constant
 * @param degree           of the pieces: 3 for cubic ones
 */
public record BSpline(int degreesOfFreedom, int degree) implements Curve {

    /** @throws UndefinedStatisticException if the degree is below 1, or there are fewer degrees of freedom than that */
    public BSpline {
        if (degree < 1 || degreesOfFreedom < degree) {
            throw new UndefinedStatisticException("B-spline", "needs a degree of 1 or more and at least as many degrees of freedom, not " + degree + " and "
                    + degreesOfFreedom);
        }
    }

    @Override
    public String label() {
        return "B-spline of degree " + degree + ", " + degreesOfFreedom + " df";
    }

    @Override
    public int parameters() {
        return degreesOfFreedom + 1;
    }

    @Override
    public Basis over(double[] x) {
        double[] knots = knots(x);
        return at -> {
            if (!(at >= knots[0] && at <= knots[knots.length - 1])) {
                throw new UndefinedStatisticException(label(), "is not defined at " + at + ", outside " + knots[0] + " to " + knots[knots.length - 1]);
            }
            return row(knots, at);
        };
    }

    /** Where the pieces meet; the outer knots once more than the degree. */
    double[] knots(double[] x) {
        Distribution distribution = Sample.of(label(), 1, x).varying().distribution();
        int inner = degreesOfFreedom - degree;
        double[] knots = new double[degreesOfFreedom + degree + 2];
        for (int i = 0; i < knots.length; i++) {
            double share = Math.min(1, Math.max(0, (i - degree) / (inner + 1.0)));
            knots[i] = distribution.percentile(100 * share);
        }
        return knots;
    }

    /** De Boor's recursion: the splines that are not 0 at x, of one degree after another. */
    private double[] row(double[] knots, double x) {
        int piece = degree;
        // The greatest x belongs to the last piece that is not empty.
        while (piece < degreesOfFreedom && knots[piece + 1] <= x) {
            piece++;
        }
        while (knots[piece] == knots[piece + 1]) {
            piece--;
        }
        double[] row = new double[degreesOfFreedom + 1];
        row[piece] = 1;
        for (int order = 1; order <= degree; order++) {
            double carried = 0;
            for (int i = piece - order + 1; i <= piece; i++) {
                double part = row[i] / (knots[i + order] - knots[i]);
                row[i - 1] = carried + part * (knots[i + order] - x);
                carried = part * (x - knots[i]);
            }
            row[piece] = carried;
        }
        return row;
    }
}
