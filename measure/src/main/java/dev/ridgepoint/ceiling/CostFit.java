package dev.ridgepoint.ceiling;

import dev.ridgepoint.trial.Distribution;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;

/**
 * The fixed and the proportional part of what an operator costs: {@code seconds = overhead + amount / rate}, by least squares of relative errors over operators of
 * several sizes. Each round of trials is fitted by itself, so that the parts have a spread of their own; in a single round noise may leave an overhead below 0.
 */
final class CostFit {

    private final double[] overheads;
    private final double[] rates;

    private CostFit(double[] overheads, double[] rates) {
        this.overheads = overheads;
        this.rates = rates;
    }

    /**
     * Operators of one size.
     *
     * @param amount  work of each: bytes or operations
     * @param samples seconds of each
     */
    record Sized(double amount, Samples samples) { }

    /** Seconds that every operator costs. */
    Distribution overhead() {
        return Distribution.of(overheads);
    }

    /** Amount a second beyond that. */
    Distribution rate() {
        return Distribution.of(rates);
    }

    /** @throws IllegalArgumentException if there are fewer than two sizes */
    static CostFit of(List<Sized> operators) {
        if (operators.stream().mapToDouble(Sized::amount).distinct().count() < 2) {
            throw new IllegalArgumentException("an overhead is seen only beside a second size");
        }
        int rounds = operators.stream().mapToInt(operator -> operator.samples().seconds().length).min().orElseThrow();
        double[] overheads = new double[rounds];
        double[] rates = new double[rounds];
        double[] amounts = operators.stream().mapToDouble(Sized::amount).toArray();
        for (int round = 0; round < rounds; round++) {
            int at = round;
            double[] both = fit(amounts, operators.stream().mapToDouble(operator -> operator.samples().seconds()[at]).toArray());
            overheads[round] = both[0];
            rates[round] = both[1];
        }
        return new CostFit(overheads, rates);
    }

    /** What operators of several kinds cost that share a work in equal parts: the mean overhead, and the harmonic mean of the rates. */
    static CostFit mixed(List<CostFit> kinds) {
        int rounds = kinds.stream().mapToInt(kind -> kind.rates.length).min().orElseThrow();
        double[] overheads = new double[rounds];
        double[] rates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            int at = round;
            overheads[round] = kinds.stream().mapToDouble(kind -> kind.overheads[at]).average().orElseThrow();
            rates[round] = 1 / kinds.stream().mapToDouble(kind -> 1 / kind.rates[at]).average().orElseThrow();
        }
        return new CostFit(overheads, rates);
    }

    /** Overhead and rate. */
    private static double[] fit(double[] amounts, double[] seconds) {
        Array2DRowRealMatrix terms = new Array2DRowRealMatrix(amounts.length, 2);
        double scale = amounts[amounts.length - 1];
        double cross = 0;
        double square = 0;
        for (int i = 0; i < amounts.length; i++) {
            // Divided by the time: an error of a tenth is as bad for the shortest operator as for the longest.
            double term = amounts[i] / scale / seconds[i];
            terms.setEntry(i, 0, 1 / seconds[i]);
            terms.setEntry(i, 1, term);
            cross += term;
            square += term * term;
        }
        RealVector solution = new QRDecomposition(terms).getSolver().solve(new ArrayRealVector(amounts.length, 1));
        double overhead = solution.getEntry(0);
        double perAmount = solution.getEntry(1) / scale;
        if (perAmount <= 0) {
            // The larger operators took no longer: nothing can be told apart, and all of the time is taken to be proportional.
            return new double[] {0, scale * square / cross};
        }
        return new double[] {overhead, 1 / perAmount};
    }
}
