package dev.ridgepoint.statistics;

/**
 * Least squares over rows that come one at a time: an orthogonal triangularization by Givens rotations, which keeps k by k numbers for any number of rows and
 * as many digits as one of the whole matrix would (Gentleman 1974, algorithm AS 75, doi 10.2307/2347147).
 */
final class LeastSquares {

    /** A column of which less than this is left beside those before it says nothing of its own. */
    private static final double INDEPENDENT = 1e-10;

    private final double[][] triangle;
    private final double[] effects;
    private final double[] columnSquares;
    private double residual;

    LeastSquares(int columns) {
        triangle = new double[columns][columns];
        effects = new double[columns];
        columnSquares = new double[columns];
    }

    /** Takes a row and what it should add up to. The row is used up. */
    void add(double[] row, double target) {
        int k = effects.length;
        for (int j = 0; j < k; j++) {
            columnSquares[j] += row[j] * row[j];
        }
        double left = target;
        for (int j = 0; j < k; j++) {
            if (row[j] == 0) {
                continue;
            }
            double[] pivot = triangle[j];
            double length = Math.sqrt(pivot[j] * pivot[j] + row[j] * row[j]);
            double cosine = pivot[j] / length;
            double sine = row[j] / length;
            pivot[j] = length;
            for (int i = j + 1; i < k; i++) {
                double old = pivot[i];
                pivot[i] = cosine * old + sine * row[i];
                row[i] = cosine * row[i] - sine * old;
            }
            double old = effects[j];
            effects[j] = cosine * old + sine * left;
            left = cosine * left - sine * old;
        }
        residual += left * left;
    }

    /** Sum of squares that no combination of columns explains. */
    double residual() {
        return residual;
    }

    /** Sum of squares that columns from {@code first}, counted from 0, explain beyond those before them. */
    double explained(int first, int count) {
        double squares = 0;
        for (int j = first; j < first + count; j++) {
            squares += effects[j] * effects[j];
        }
        return squares;
    }

    /** Whether no column is a combination of others. */
    boolean isOfFullRank() {
        for (int j = 0; j < effects.length; j++) {
            if (!(triangle[j][j] > INDEPENDENT * Math.sqrt(columnSquares[j]))) {
                return false;
            }
        }
        return true;
    }

    /** One for each column. */
    double[] coefficients() {
        int k = effects.length;
        double[] solution = new double[k];
        for (int j = k - 1; j >= 0; j--) {
            double value = effects[j];
            for (int i = j + 1; i < k; i++) {
                value -= triangle[j][i] * solution[i];
            }
            solution[j] = value / triangle[j][j];
        }
        return solution;
    }

    /** Of a row, whether it was added or not: the variance of its fitted value in units of the residual variance. */
    double leverage(double[] row) {
        int k = effects.length;
        double squares = 0;
        double[] solved = new double[k];
        for (int j = 0; j < k; j++) {
            double value = row[j];
            for (int i = 0; i < j; i++) {
                value -= triangle[i][j] * solved[i];
            }
            solved[j] = value / triangle[j][j];
            squares += solved[j] * solved[j];
        }
        return squares;
    }
}
