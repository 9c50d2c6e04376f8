package dev.ridgepoint.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/** The curve of a family that lies closest to points, by least squares. Immutable. */
public final class CurveFit {

    /** From here on a point has drawn the curve through itself, and nothing says where it would lie without that point. */
    private static final double ALONE = 1 - 1e-9;

    private final Curve curve;
    private final Curve.Basis basis;
    private final LeastSquares squares;
    private final double[] coefficients;
    private final int size;
    private final double total;
    private final double residual;
    private final double noise;
    /** Sum of squared errors, each point against the curve through the others; NaN where a point stands alone. */
    private final double leftOut;

    private CurveFit(Curve curve, double[] x, double[] y) {
        Sample heights = Sample.of(curve.label(), curve.parameters(), y).varying();
        this.curve = curve;
        this.basis = curve.over(x);
        this.size = x.length;
        this.total = heights.squares();
        this.noise = heights.noise();
        this.squares = new LeastSquares(curve.parameters());
        for (int i = 0; i < size; i++) {
            squares.add(basis.at(x[i]), y[i]);
        }
        if (!squares.isOfFullRank()) {
            throw new UndefinedStatisticException(curve.label(), "the abscissae do not determine its " + curve.parameters() + " parameters");
        }
        this.coefficients = squares.coefficients();
        double errors = 0;
        double others = 0;
        for (int i = 0; i < size; i++) {
            double[] row = basis.at(x[i]);
            double error = y[i] - height(row);
            double leverage = squares.leverage(row);
            errors += error * error;
            others += leverage > ALONE ? Double.NaN : error / (1 - leverage) * (error / (1 - leverage));
        }
        this.residual = errors;
        this.leftOut = others;
        if (!Double.isFinite(errors)) {
            throw new UndefinedStatisticException(curve.label(), "the values are too large: their squares overflow");
        }
    }

    /**
     * @throws UndefinedStatisticException if there is not one y for each x, one of them is not finite, the y are all the
     *                                     same, or the points are too few or lie at too few different x for the parameters
     */
    public static CurveFit of(Curve curve, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new UndefinedStatisticException(curve.label(), x.length + " abscissae and " + y.length + " ordinates");
        }
        return new CurveFit(curve, x, y);
    }

    /** The family. */
    public Curve curve() {
        return curve;
    }

    /** How many points. */
    public int size() {
        return size;
    }

    /** Sum of squared errors. */
    public double residualSquares() {
        return residual;
    }

    /** Estimated from the residuals, over n - k. @throws UndefinedStatisticException if there are no more points than parameters */
    public double residualDeviation() {
        return Math.sqrt(residual / spare("residual deviation"));
    }

    /** Share of the variance of y that the curve explains. */
    public double rSquared() {
        return 1 - residual / total;
    }

    /** {@code 1 - (1 - R^2) (n - 1) / (n - k)}. @throws UndefinedStatisticException if there are no more points than parameters */
    public double adjustedRSquared() {
        return 1 - residual / spare("adjusted R squared") / (total / (size - 1.0));
    }

    /**
     * Akaike's criterion, {@code 2 k - 2 ln L = n (ln(2 pi RSS / n) + 1) + 2 k}, k counting the regression's parameters, the constant among them, and not the
     * residual variance: what statsmodels prints; R's {@code AIC} is greater by 2.
     *
     * @throws UndefinedStatisticException if the curve passes through every point: its likelihood has no bound
     */
    public double aic() {
        if (residual <= noise) {
            throw new UndefinedStatisticException("AIC (" + curve.label() + ")", "the curve passes through every point");
        }
        return size * (Math.log(2 * Math.PI * residual / size) + 1) + 2.0 * curve.parameters();
    }

    /**
     * Root mean square error of each point against the curve through all others: {@code e_i / (1 - h_i)}, h being the diagonal of the hat matrix (Allen 1974,
     * PRESS). Knots stay where all points put them.
     *
     * @throws UndefinedStatisticException if the curve is not determined without some point
     */
    public double leaveOneOutError() {
        if (Double.isNaN(leftOut)) {
            throw new UndefinedStatisticException("leave-one-out error (" + curve.label() + ")", "without some of the points the curve is not determined");
        }
        return Math.sqrt(leftOut / size);
    }

    /** Where the curve is at x. @throws UndefinedStatisticException if it is not defined there */
    public double at(double x) {
        return height(basis.at(x));
    }

    /**
     * Where the curve is at x, and where the mean of y lies there with some confidence (pointwise, Student's t).
     *
     * @param level the confidence: 0.95
     * @throws UndefinedStatisticException if the curve is not defined there, or there are no more points than parameters
     */
    public Band band(double x, double level) {
        double[] row = basis.at(x);
        double reach = new TDistribution(spare("fitted band")).inverseCumulativeProbability(0.5 + level / 2)
                * residualDeviation() * Math.sqrt(squares.leverage(row));
        double height = height(row);
        return new Band(x, height, height - reach, height + reach);
    }

    /**
     * A fitted value with its confidence limits.
     *
     * @param x      where
     * @param height of the curve
     * @param low    lower limit
     * @param high   upper limit
     */
    public record Band(double x, double height, double low, double high) { }

    private double spare(String what) {
        if (size <= curve.parameters()) {
            throw new UndefinedStatisticException(what + " (" + curve.label() + ")",
                    size + " points leave nothing beside " + curve.parameters() + " parameters");
        }
        return size - (double) curve.parameters();
    }

    private double height(double[] row) {
        double height = 0;
        for (int j = 0; j < row.length; j++) {
            height += coefficients[j] * row[j];
        }
        return height;
    }
}
