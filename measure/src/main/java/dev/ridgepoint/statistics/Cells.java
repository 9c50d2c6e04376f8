package dev.ridgepoint.statistics;

import dev.ridgepoint.statistics.Factor.Categorical;
import dev.ridgepoint.statistics.Factor.Continuous;
import dev.ridgepoint.statistics.TwoWayAnova.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trials of two factors, each cell of which is condensed to one row of a design, or two where a factor is continuous: least squares over these is least
 * squares over all trials, but for the squares within cells, which no term explains.
 */
final class Cells {

    /** How levels become numbers. Which of them is chosen matters to type III only. */
    enum Coding { TREATMENT, SUM }

    /** A row: the levels of its cell, and what stands in the place of 1, of the continuous factor and of y. */
    private record Condensed(int level, int otherLevel, double one, double x, double y) { }

    private final Factor first;
    private final Factor second;
    private final List<Condensed> rows = new ArrayList<>();
    private final double noise;
    private double within;

    private Cells(Factor first, Factor second, double noise) {
        this.first = first;
        this.second = second;
        this.noise = noise;
    }

    static Cells of(String test, double[] y, Factor first, Factor second) {
        Sample sample = Sample.of(test, 1, y);
        if (first.size() != y.length || second.size() != y.length) {
            throw new UndefinedStatisticException(test, y.length + " trials, of which " + first.size() + " have a " + first.name() + " and "
                    + second.size() + " a " + second.name());
        }
        Cells cells = new Cells(first, second, sample.noise());
        double mean = sample.mean();
        if (first instanceof Categorical one && second instanceof Categorical other) {
            cells.crossed(test, y, mean, one, other);
        } else if (first instanceof Categorical levels && second instanceof Continuous amounts) {
            cells.lines(test, y, mean, levels, amounts);
        } else if (first instanceof Continuous amounts && second instanceof Categorical levels) {
            cells.lines(test, y, mean, levels, amounts);
        } else {
            throw new UndefinedStatisticException(test, "both " + first.name() + " and " + second.name() + " are continuous: one of them must have levels");
        }
        if (!Double.isFinite(cells.within)) {
            throw new UndefinedStatisticException(test, "the values are too large: their squares overflow");
        }
        return cells;
    }

    private void crossed(String test, double[] y, double mean, Categorical one, Categorical other) {
        int width = other.levels().size();
        long size = (long) one.levels().size() * width;
        if (size > y.length) {
            throw new UndefinedStatisticException(test, one.name() + " and " + other.name() + " have " + size + " combinations and only " + y.length
                    + " trials");
        }
        int[] counts = new int[(int) size];
        double[] means = new double[(int) size];
        for (int i = 0; i < y.length; i++) {
            int cell = one.codes()[i] * width + other.codes()[i];
            means[cell] += (y[i] - mean - means[cell]) / ++counts[cell];
        }
        for (int i = 0; i < y.length; i++) {
            double left = y[i] - mean - means[one.codes()[i] * width + other.codes()[i]];
            within += left * left;
        }
        for (int cell = 0; cell < counts.length; cell++) {
            int level = cell / width;
            int otherLevel = cell % width;
            if (counts[cell] == 0) {
                throw new UndefinedStatisticException(test, "no trial has " + one.name() + " " + one.levels().get(level) + " and " + other.name() + " "
                        + other.levels().get(otherLevel) + ": an interaction needs every combination");
            }
            double root = Math.sqrt(counts[cell]);
            rows.add(new Condensed(level, otherLevel, root, 0, root * means[cell]));
        }
    }

    private void lines(String test, double[] y, double mean, Categorical levels, Continuous amounts) {
        int size = levels.levels().size();
        int[] codes = levels.codes();
        double[] x = amounts.values();
        int[] counts = new int[size];
        double[] meanX = new double[size];
        double[] meanY = new double[size];
        for (int i = 0; i < y.length; i++) {
            int level = codes[i];
            counts[level]++;
            meanX[level] += (x[i] - meanX[level]) / counts[level];
            meanY[level] += (y[i] - mean - meanY[level]) / counts[level];
        }
        double[] squares = new double[size];
        double[] products = new double[size];
        double[] rounding = new double[size];
        for (int i = 0; i < y.length; i++) {
            int level = codes[i];
            double deviation = x[i] - meanX[level];
            squares[level] += deviation * deviation;
            products[level] += deviation * (y[i] - mean - meanY[level]);
            rounding[level] += Math.ulp(x[i]) * Math.ulp(x[i]) * 16;
        }
        for (int i = 0; i < y.length; i++) {
            int level = codes[i];
            double left = y[i] - mean - meanY[level] - products[level] / squares[level] * (x[i] - meanX[level]);
            within += squares[level] > 0 ? left * left : 0;
        }
        for (int level = 0; level < size; level++) {
            if (squares[level] <= rounding[level]) {
                throw new UndefinedStatisticException(test, "every trial of " + levels.name() + " " + levels.levels().get(level) + " has the same "
                        + amounts.name() + ": an interaction needs two");
            }
            double root = Math.sqrt(counts[level]);
            double spread = Math.sqrt(squares[level]);
            rows.add(new Condensed(level, 0, root, root * meanX[level], root * meanY[level]));
            rows.add(new Condensed(level, 0, 0, spread, products[level] / spread));
        }
    }

    /** Sum of squares within cells. */
    double within() {
        return within;
    }

    /** A sum of squares up to this is rounding. */
    double noise() {
        return noise;
    }

    /** Columns of a term. */
    int columns(Term term) {
        return switch (term) {
            case FIRST -> columns(first);
            case SECOND -> columns(second);
            case INTERACTION -> columns(first) * columns(second);
        };
    }

    private static int columns(Factor factor) {
        return factor instanceof Categorical levels ? levels.levels().size() - 1 : 1;
    }

    /** Of the whole design, the constant among them. */
    int parameters() {
        return (columns(first) + 1) * (columns(second) + 1);
    }

    /** Least squares over the constant and the terms in the order given. */
    LeastSquares solve(Coding coding, List<Term> order) {
        LeastSquares squares = new LeastSquares(parameters());
        for (Condensed row : rows) {
            squares.add(design(row, coding, order), row.y());
        }
        return squares;
    }

    private double[] design(Condensed row, Coding coding, List<Term> order) {
        // Of a continuous factor, x stands in the place of 1; where both have levels, 1 is in both and must count once.
        double[] one = contrasts(first, first instanceof Categorical ? row.level() : 0, coding);
        double[] other = contrasts(second, first instanceof Categorical ? row.otherLevel() : row.level(), coding);
        double[] design = new double[parameters()];
        design[0] = row.one();
        int column = 1;
        for (Term term : order) {
            switch (term) {
                case FIRST -> {
                    for (double contrast : one) {
                        design[column++] = contrast * unit(row, first);
                    }
                }
                case SECOND -> {
                    for (double contrast : other) {
                        design[column++] = contrast * unit(row, second);
                    }
                }
                case INTERACTION -> {
                    double unit = first instanceof Continuous ? unit(row, first) : unit(row, second);
                    for (double contrast : one) {
                        for (double otherContrast : other) {
                            design[column++] = contrast * otherContrast * unit;
                        }
                    }
                }
            }
        }
        return design;
    }

    private static double unit(Condensed row, Factor factor) {
        return factor instanceof Continuous ? row.x() : row.one();
    }

    private static double[] contrasts(Factor factor, int level, Coding coding) {
        double[] contrasts = new double[columns(factor)];
        if (factor instanceof Continuous) {
            contrasts[0] = 1;
        } else if (level < contrasts.length) {
            contrasts[level] = 1;
        } else if (coding == Coding.SUM) {
            Arrays.fill(contrasts, -1);
        }
        return contrasts;
    }
}
