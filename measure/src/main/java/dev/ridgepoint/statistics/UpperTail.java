package dev.ridgepoint.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** The chance of a value above one that was seen. Commons Math gives that of one below; 1 minus it is 0 from 1e-16 on. */
final class UpperTail {

    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** Below this a normal chance is no longer a normal double. */
    private static final double FAR = -37;

    private UpperTail() { }

    static double normal(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    /** Logarithm of the chance of a standard normal value below z, however far out. */
    static double logBelow(double z) {
        if (z > FAR) {
            return z > 0 ? Math.log1p(-normal(z)) : Math.log(normal(-z));
        }
        // Abramowitz and Stegun 26.2.12, to the third term.
        double inverse = 1 / (z * z);
        return -z * z / 2 - Math.log(-z) - LOG_ROOT_TWO_PI + Math.log1p(-inverse + 3 * inverse * inverse);
    }

    static double chiSquared(double x, double degrees) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2, x / 2);
    }

    static double f(double f, double numerator, double denominator) {
        return f <= 0 ? 1 : Beta.regularizedBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);
    }

    static double t(double t, double degrees) {
        double both = Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
        return t >= 0 ? both / 2 : 1 - both / 2;
    }
}
