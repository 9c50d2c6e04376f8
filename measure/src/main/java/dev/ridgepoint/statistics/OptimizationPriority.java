package dev.ridgepoint.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The Optimization Priority Score of "Beyond Accuracy" (LEEYJ1021/Beyond-Accuracy-sLLM-NPU-Benchmark), by its equation 11: {@code 0.35 CV' + 0.35 T' + 0.15
 * |S|' + 0.15 K'} of coefficient of variation, tail ratio P95/P50, skewness and Pearson's kurtosis, each moved and scaled to between 0 and 1 over what is
 * compared; a measure that is the same for all counts 0. Scores are of one comparison and say nothing beside those of another. The script published with the
 * paper computes {@link ScriptPriority} instead, and the scores printed in the paper follow neither.
 *
 * @param measures of each thing compared, by label, in order
 * @param weights  of the measures
 * @param scores   in the order of {@code measures}
 */
public record OptimizationPriority(Map<String, Stability> measures, Weights weights, List<PriorityScore> scores) {

    /** Above this score something needs intervention, says the paper. */
    public static final double INTERVENTION = 0.6;
    private static final String NAME = "optimization priority";

    /**
     * How much each measure counts.
     *
     * @param variation of the coefficient of variation
     * @param tail      of the tail ratio
     * @param skewness  of the skewness without its sign
     * @param kurtosis  of the kurtosis
     */
    public record Weights(double variation, double tail, double skewness, double kurtosis) {

        /** Equation 11. */
        public static final Weights PUBLISHED = new Weights(0.35, 0.35, 0.15, 0.15);
        /** How far from 1 weights may add up to. */
        private static final double TOLERANCE = 1e-9;

        /** @throws UndefinedStatisticException if a weight is below 0, or they do not add up to 1 */
        public Weights {
            double sum = variation + tail + skewness + kurtosis;
            if (!(variation >= 0 && tail >= 0 && skewness >= 0 && kurtosis >= 0 && Math.abs(sum - 1) <= TOLERANCE)) {
                throw new UndefinedStatisticException(NAME, "weights are 0 or more and add up to 1, not " + variation + ", " + tail + ", " + skewness + ", "
                        + kurtosis);
            }
        }

        /** In the order of {@link Measure}. */
        double[] values() {
            return new double[] {variation, tail, skewness, kurtosis};
        }
    }

    /** What is weighed. */
    public enum Measure {
        /** Coefficient of variation. */
        VARIATION(Stability::coefficientOfVariation),
        /** P95/P50. */
        TAIL(Stability::tailRatio),
        /** Skewness without its sign. */
        SKEWNESS(stability -> Math.abs(stability.skewness())),
        /** Pearson's kurtosis. */
        KURTOSIS(Stability::kurtosis);

        private final ToDoubleFunction<Stability> of;

        Measure(ToDoubleFunction<Stability> of) {
            this.of = of;
        }
    }

    /** Lists and maps are kept in order. */
    public OptimizationPriority {
        scores = List.copyOf(scores);
    }

    /** @throws UndefinedStatisticException if there are fewer than two things to compare, or a measure is not finite */
    public static OptimizationPriority of(Map<String, Stability> measures, Weights weights) {
        if (measures.size() < 2) {
            throw new UndefinedStatisticException(NAME, "compares things with one another, and there is " + (measures.isEmpty() ? "none" : "only one"));
        }
        double[] scores = new double[measures.size()];
        double[] weight = weights.values();
        for (Measure measure : Measure.values()) {
            double[] values = measures.values().stream().mapToDouble(measure.of).toArray();
            Sample sample = Sample.of(NAME, 2, values);
            for (int i = 0; i < scores.length; i++) {
                double place = sample.min() == sample.max() ? 0 : (values[i] - sample.min()) / (sample.max() - sample.min());
                scores[i] += weight[measure.ordinal()] * place;
            }
        }
        return new OptimizationPriority(measures, weights, ranked(new ArrayList<>(measures.keySet()), scores));
    }

    static List<PriorityScore> ranked(List<String> labels, double[] scores) {
        List<PriorityScore> ranked = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            int rank = 1;
            for (double other : scores) {
                rank += other > scores[i] ? 1 : 0;
            }
            ranked.add(new PriorityScore(labels.get(i), scores[i], rank));
        }
        return ranked;
    }
}
