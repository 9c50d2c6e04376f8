package dev.ridgepoint.statistics;

/**
 * How steady something is, in the measures of "Beyond Accuracy" (LEEYJ1021/Beyond-Accuracy-sLLM-NPU-Benchmark).
 *
 * @param coefficientOfVariation standard deviation (n - 1) over mean
 * @param tailRatio              95th percentile over median
 * @param skewness               g1, biased
 * @param kurtosis               Pearson's, biased: 3 for a normal distribution
 * @param outlierShare           share beyond 1.5 interquartile ranges
 */
public record Stability(double coefficientOfVariation, double tailRatio, double skewness, double kurtosis, double outlierShare) {

    /** @throws UndefinedStatisticException if one of the measures is undefined for these numbers */
    public static Stability of(double... values) {
        Moments moments = Moments.of(values);
        return new Stability(moments.coefficientOfVariation(), TailRatio.of(values), moments.skewness(), moments.kurtosis(), Outliers.of(values).share());
    }
}
