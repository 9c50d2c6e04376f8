package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresFactory;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Fits a runtime's shared parameters to measurements: the least of
 *
 * <pre>
 * sum over rows of w^2 rho(log(measured / predicted) / 8 %) + sum over parameters of (log(parameter / expected) x prior)^2,
 * rho(r) = 2 (sqrt(1 + r^2) - 1)
 * </pre>
 *
 * by Levenberg and Marquardt's method. The loss grows linearly for outliers, of which published measurements have many; the second sum is a prior that
 * holds what the rows say nothing about, and pools what is different under some conditions with the rest.
 */
public final class BackendFit {

    private static final double SCALE = 0.08;
    private static final double STEP = 1e-4;
    private static final int ITERATIONS = 200;
    private static final int LEAST_ITERATIONS = 5;
    private static final double TOLERANCE = 1e-5;
    private static final int STARTS = 12;
    private static final double AROUND = 1;
    private static final long SEED = 1;

    private final Evidence evidence;
    private final FitVector vector;
    private final double[] expected;

    private BackendFit(Backend shape, Evidence evidence) {
        this.evidence = evidence;
        this.vector = new FitVector(shape);
        this.expected = vector.expected();
    }

    /**
     * A runtime of the same shape with parameters fitted to these rows; nothing of single devices, and no spreads. The fit starts from what is
     * expected, and not from what the file says: an earlier fit may have seen what this one is to leave out.
     */
    public static Backend fit(Backend shape, Evidence evidence) {
        BackendFit fit = new BackendFit(shape, evidence);
        return fit.vector.backend(fit.fitted(fit.expected).getPoint().toArray());
    }

    /** The same from several starts around what is expected, and the best of them: for a fit that leaves nothing out. */
    static Backend fitAll(Backend shape, Evidence evidence) {
        BackendFit fit = new BackendFit(shape, evidence);
        Optimum best = fit.fitted(fit.expected);
        Random random = new Random(SEED);
        for (int start = 1; start < STARTS; start++) {
            Optimum other = fit.fitted(Arrays.stream(fit.expected).map(log -> log + AROUND * random.nextGaussian()).toArray());
            best = other.getCost() < best.getCost() ? other : best;
        }
        return fit.vector.backend(best.getPoint().toArray());
    }

    private Optimum fitted(double[] start) {
        MultivariateJacobianFunction model = point -> {
            double[] at = point.toArray();
            double[] here = residuals(at);
            return new Pair<>(new ArrayRealVector(here, false), jacobian(at, here));
        };
        RealVector target = new ArrayRealVector(evidence.weights().length + start.length);
        try {
            return new LevenbergMarquardtOptimizer().optimize(LeastSquaresFactory.create(
                    model, target, new ArrayRealVector(start), (iteration, before, after) -> iteration > LEAST_ITERATIONS
                            && Math.abs(before.getCost() - after.getCost()) <= TOLERANCE * before.getCost(), 10 * ITERATIONS, ITERATIONS));
        } catch (TooManyIterationsException e) {
            throw new IllegalStateException("the fit does not settle in " + ITERATIONS + " steps", e);
        }
    }

    private double[] residuals(double[] at) {
        double[] ratios = evidence.logRatios(vector.backend(at));
        double[] weights = evidence.weights();
        double[] residuals = new double[ratios.length + at.length];
        for (int i = 0; i < ratios.length; i++) {
            residuals[i] = weights[i] * softened(ratios[i] / SCALE);
        }
        for (int i = 0; i < at.length; i++) {
            residuals[ratios.length + i] = evidence.prior() * (at[i] - expected[i]);
        }
        return residuals;
    }

    /** Its square is rho. */
    private static double softened(double residual) {
        return Math.signum(residual) * Math.sqrt(2 * (Math.sqrt(1 + residual * residual) - 1));
    }

    private RealMatrix jacobian(double[] at, double[] here) {
        RealMatrix jacobian = new Array2DRowRealMatrix(here.length, at.length);
        for (int column = 0; column < at.length; column++) {
            double[] moved = at.clone();
            moved[column] += STEP;
            double[] there = residuals(moved);
            for (int row = 0; row < here.length; row++) {
                jacobian.setEntry(row, column, (there[row] - here[row]) / STEP);
            }
        }
        return jacobian;
    }
}
