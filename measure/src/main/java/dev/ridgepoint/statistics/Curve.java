package dev.ridgepoint.statistics;

/** A family of curves, of which {@link CurveFit} finds the one through given points. */
public sealed interface Curve permits Polynomial, NaturalCubicSpline, BSpline {

    /** What it is called: {@code natural cubic spline, 4 df}. */
    String label();

    /** How many parameters a fit has, the constant among them. */
    int parameters();

    /**
     * The functions of which each curve is a weighted sum, laid out over the abscissae of the points.
     *
     * @throws UndefinedStatisticException if there are too few different abscissae
     */
    Basis over(double[] x);

    /** Functions of one variable. */
    interface Basis {

        /** What each function is at x, in an array of its own. @throws UndefinedStatisticException if they are not defined there */
        double[] at(double x);
    }
}
