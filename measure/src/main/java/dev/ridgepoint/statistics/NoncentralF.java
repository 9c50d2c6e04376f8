package dev.ridgepoint.statistics;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * What F is distributed like where there is an effect: incomplete beta functions, weighted by Poisson chances (Johnson, Kotz and Balakrishnan 1995,
 * Continuous Univariate Distributions 2, chapter 30).
 *
 * @param numerator   degrees of freedom
 * @param denominator degrees of freedom
 */
record NoncentralF(double numerator, double denominator) {

    /** Poisson terms this many standard deviations from their mean add less than 1e-20. */
    private static final double REACH = 10;
    private static final double LEAST_REACH = 60;
    /** Beyond this, hundreds of thousands of terms would be added up, and Patnaik's approximation is off by less than 1e-4. */
    private static final double LARGE = 1e8;

    /** Chance of a value below f. */
    double below(double f, double noncentrality) {
        if (f <= 0) {
            return 0;
        }
        if (noncentrality > LARGE) {
            return belowOfLarge(f, noncentrality);
        }
        double mean = noncentrality / 2;
        double reach = LEAST_REACH + REACH * Math.sqrt(mean);
        long first = (long) Math.max(0, mean - reach);
        long last = mean == 0 ? 0 : (long) (mean + reach);
        double b = denominator / 2;
        double share = numerator * f / (numerator * f + denominator);
        double logShare = Math.log(share);
        double logOther = Math.log(denominator / (numerator * f + denominator));
        double a = numerator / 2 + last;
        double logStep = a * logShare + b * logOther - Math.log(a) - Beta.logBeta(a, b);
        double logWeight = mean == 0 ? 0 : last * Math.log(mean) - mean - Gamma.logGamma(last + 1.0);
        double beta = Beta.regularizedBeta(share, a, b);
        double sum = 0;
        // Downwards, each beta function is the one above plus a step: no digit is lost.
        for (long j = last; ; j--) {
            sum += Math.exp(logWeight) * beta;
            if (j == first) {
                return Math.min(1, sum);
            }
            logStep += Math.log(a / ((a + b - 1) * share));
            a--;
            beta += Math.exp(logStep);
            logWeight += Math.log(j / mean);
        }
    }

    /** A scaled F of more degrees of freedom, with the same mean and variance of the numerator (Patnaik 1949, doi 10.1093/biomet/36.1-2.202). */
    private double belowOfLarge(double f, double noncentrality) {
        double spread = (numerator + noncentrality) / (numerator + 2 * noncentrality) * (numerator + noncentrality);
        double scaled = f * numerator / (numerator + noncentrality);
        return 1 - Beta.regularizedBeta(denominator / (denominator + spread * scaled), denominator / 2, spread / 2);
    }

    /** The noncentrality under which a value below f has a chance of {@code p}; 0 if it has less than that even without an effect. */
    double noncentrality(double f, double p) {
        if (below(f, 0) <= p) {
            return 0;
        }
        double high = numerator * f + numerator + 1;
        while (below(f, high) > p) {
            high *= 2;
        }
        return new BrentSolver(1e-12, 1e-12).solve(1000, noncentrality -> below(f, noncentrality) - p, 0, high);
    }
}
