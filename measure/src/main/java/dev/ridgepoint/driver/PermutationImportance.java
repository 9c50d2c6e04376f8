package dev.ridgepoint.driver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How much worse a forest predicts once the values of one predictor are shuffled over the trials (Breiman 2001, section 10; Fisher, Rudin and Dominici 2019).
 *
 * <p>A predictor that has nothing to do with response and other predictors loses no more than one shuffling differs from the next: nineteen times in twenty
 * zero lies within {@link #noise()} of {@link #rSquaredLost()}, the prediction interval of one more shuffling, where trees speak of what they have not seen.
 *
 * @param predictor    its column
 * @param losses       of R^2, one a shuffling
 * @param rSquaredLost their mean
 * @param deviation    their standard deviation
 * @param noise        Student's t at 97.5 % x {@code deviation} x sqrt(1 + 1/n)
 * @param errorGained  mean absolute error gained, in the unit of the response; mean over the shufflings
 */
public record PermutationImportance(String predictor, double[] losses, double rSquaredLost, double deviation, double noise, double errorGained) {

    /** Fewest shufflings that have a spread. */
    public static final int FEWEST_REPEATS = 2;
    private static final double QUANTILE = 0.975;

    /**
     * Of every predictor, the most important one first.
     *
     * @param repeats how often each is shuffled
     * @throws IllegalArgumentException if there are fewer than two repeats
     */
    public static List<PermutationImportance> of(Forest forest, int repeats, long seed) {
        if (repeats < FEWEST_REPEATS) {
            throw new IllegalArgumentException("a spread needs " + FEWEST_REPEATS + " shufflings, not " + repeats);
        }
        Forest.Score whole = forest.score();
        int predictors = forest.trials().predictors().size();
        Forest.Score[] scores = new Forest.Score[predictors * repeats];
        IntStream.range(0, scores.length).parallel().forEach(i -> scores[i] = forest.shuffled(i / repeats, order(forest.trials().size(), seed, i)));
        return IntStream.range(0, predictors).mapToObj(j -> of(forest.trials().predictors().get(j).name(), whole,
                        Arrays.asList(scores).subList(j * repeats, (j + 1) * repeats)))
                .sorted(Comparator.comparingDouble(PermutationImportance::rSquaredLost).reversed()).toList();
    }

    private static PermutationImportance of(String predictor, Forest.Score whole, List<Forest.Score> shuffled) {
        double[] losses = shuffled.stream().mapToDouble(score -> whole.rSquared() - score.rSquared()).toArray();
        double deviation = Math.sqrt(StatUtils.variance(losses));
        int n = losses.length;
        double noise = new TDistribution(n - 1).inverseCumulativeProbability(QUANTILE) * deviation * Math.sqrt(1 + 1.0 / n);
        return new PermutationImportance(predictor, losses, StatUtils.mean(losses), deviation, noise,
                shuffled.stream().mapToDouble(score -> score.meanAbsoluteError() - whole.meanAbsoluteError()).average().orElseThrow());
    }

    private static int[] order(int size, long seed, int shuffling) {
        SplittableRandom random = new SplittableRandom(seed * 7_368_787 + shuffling);
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** Whether it loses more than chance. */
    public boolean matters() {
        return rSquaredLost > noise;
    }
}
