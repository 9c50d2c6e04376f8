package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

/**
 * Cubic splines that are straight beyond their outer knots (Wood 2006, Generalized Additive Models, section 4.1.2), as {@code cr(x, df)} of patsy and mgcv.
 * Knots lie at the least and the greatest x and at evenly spaced percentiles of the different x between. The constant is among these curves: a formula that
 * adds one to {@code cr} has a column more and no parameter more.
 *
 * @param degreesOfFreedom how many knots, and parameters
 */
public record NaturalCubicSpline(int degreesOfFreedom) implements Curve {

    private static final int LEAST = 3;

    /** @throws UndefinedStatisticException for fewer than 3 degrees of freedom: two knots make a straight line */
    public NaturalCubicSpline {
        if (degreesOfFreedom < LEAST) {
            throw new UndefinedStatisticException("natural cubic spline", "needs at least " + LEAST + " degrees of freedom, not " + degreesOfFreedom);
        }
    }

    @Override
    public String label() {
        return "natural cubic spline, " + degreesOfFreedom + " df";
    }

    @Override
    public int parameters() {
        return degreesOfFreedom;
    }

    @Override
    public Basis over(double[] x) {
        double[] knots = knots(x);
        SplineInterpolator natural = new SplineInterpolator();
        // The spline that is 1 at one knot and 0 at the others, for each knot.
        PolynomialSplineFunction[] cardinal = IntStream.range(0, knots.length).mapToObj(knot -> {
            double[] heights = new double[knots.length];
            heights[knot] = 1;
            return natural.interpolate(knots, heights);
        }).toArray(PolynomialSplineFunction[]::new);
        return at -> {
            double inside = Math.max(knots[0], Math.min(at, knots[knots.length - 1]));
            double[] row = new double[cardinal.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = cardinal[i].value(inside);
                if (at != inside) {
                    row[i] += (at - inside) * cardinal[i].polynomialSplineDerivative().value(inside);
                }
            }
            return row;
        };
    }

    /** Where the pieces meet. */
    double[] knots(double[] x) {
        Sample.of(label(), 1, x);
        double[] different = Arrays.stream(x).distinct().sorted().toArray();
        if (different.length < degreesOfFreedom) {
            throw new UndefinedStatisticException(label(), "needs at least " + degreesOfFreedom + " different abscissae, has " + different.length);
        }
        Distribution distribution = Distribution.of(different);
        return IntStream.range(0, degreesOfFreedom).mapToDouble(i -> distribution.percentile(100.0 * i / (degreesOfFreedom - 1))).toArray();
    }
}
