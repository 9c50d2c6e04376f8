package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ridgepoint.statistics.Levene.Center;
import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is published of the trials of "Beyond Accuracy", and what statsmodels 0.15 and SciPy 1.17 make of them where the paper's number does not follow from
 * its data.
 */
class PublishedTrialsTest {

    private static final double SAME = 1e-6 * 100;
    private static final PublishedTrials VALID = PublishedTrials.VALID;

    @Test
    void exclusions() {
        assertThat(VALID.trials()).hasSize(2696);
        assertThat(VALID.withoutOutliers().trials()).hasSize(2692);
        assertThat(Outliers.of(VALID.latencies()).highFence()).isCloseTo(3412.3675, withinPercentage(SAME));
    }

    /** Levene's W = 5.82, p = .003, as published. */
    @Test
    void variancesDifferBetweenTasks() {
        PublishedTrials kept = VALID.withoutOutliers();
        TestResult published = Levene.test(Groups.of(kept.latencies(), kept.tasks()), Center.MEDIAN);
        assertThat(rounded(published.statistic(), 2)).isEqualTo("5.82");
        assertThat(rounded(published.p(), 3)).isEqualTo("0.003");
        assertThat(published.degreesOfFreedom()).containsExactly(2.0, 2689.0);

        Groups all = Groups.of(VALID.latencies(), VALID.tasks());
        assertThat(Levene.test(all, Center.MEDIAN).statistic()).isCloseTo(6.041215323074125, withinPercentage(SAME));
        assertThat(Levene.test(all, Center.MEAN).statistic()).isCloseTo(42.95361813703864, withinPercentage(SAME));
        assertThat(Levene.test(all, Center.TRIMMED_MEAN).statistic()).isCloseTo(22.036245385731497, withinPercentage(SAME));
        assertThat(Levene.test(all, Center.TRIMMED_MEAN).p()).isCloseTo(3.2154906045977034e-10, withinPercentage(SAME));
        assertThat(Bartlett.test(all).statistic()).isCloseTo(59.29211508026202, withinPercentage(SAME));
        assertThat(Bartlett.test(all).p()).isCloseTo(1.333155473650232e-13, withinPercentage(SAME));
        assertThat(FlignerKilleen.test(all).statistic()).isCloseTo(11.459226114239607, withinPercentage(SAME));
        assertThat(FlignerKilleen.test(all).p()).isCloseTo(0.0032483339101429206, withinPercentage(SAME));
    }

    /** CVs of 1.203, .455 and .353, as published. */
    @Test
    void coefficientsOfVariation() {
        assertThat(List.of("NLU", "QA", "Summarization")).extracting(task -> rounded(Moments.of(VALID.latenciesOn(task)).coefficientOfVariation(), 3))
                .containsExactly("1.203", "0.455", "0.353");
    }

    /** The published F(2, 2683) = 41.55 does not follow from the trials. */
    @Test
    void sizeAndTaskInteract() {
        TwoWayAnova table = anova(SumsOfSquares.TYPE_II);
        assertThat(rounded(table.interaction().test().statistic(), 2)).isEqualTo("38.05");
        assertThat(table.interaction().test().p()).isCloseTo(5.0624933925077e-17, withinPercentage(SAME));
        assertThat(table.interaction().test().degreesOfFreedom()).containsExactly(2.0, 2690.0);
        assertThat(table.first().squares()).isCloseTo(6.4730483519473e+08, withinPercentage(SAME));
        assertThat(table.first().test().statistic()).isCloseTo(1121.5525992397634, withinPercentage(SAME));
        assertThat(table.second().squares()).isCloseTo(3.5739084791674e+08, withinPercentage(SAME));
        assertThat(table.second().test().p()).isCloseTo(1.6756050241899e-223, withinPercentage(SAME));
        assertThat(table.interaction().squares()).isCloseTo(2.1960798972103e+07, withinPercentage(SAME));
        assertThat(table.residual()).isCloseTo(7.7626765247307e+08, withinPercentage(SAME));
        assertThat(table.interaction().partialEtaSquared()).isCloseTo(0.02751192209741881, withinPercentage(SAME));
        // scipy.stats.ncf, inverted.
        assertThat(table.interaction().partialEtaSquaredInterval(0.9).low()).isCloseTo(0.017881265257080035, withinPercentage(SAME));
        assertThat(table.interaction().partialEtaSquaredInterval(0.9).high()).isCloseTo(0.03808987230164739, withinPercentage(SAME));
        assertThat(table.interaction().partialEtaSquaredInterval(0.95).low()).isCloseTo(0.016316070914230086, withinPercentage(SAME));
        assertThat(table.interaction().partialEtaSquaredInterval(0.95).high()).isCloseTo(0.04037694256162028, withinPercentage(SAME));
    }

    @Test
    void otherSumsOfSquares() {
        assertThat(anova(SumsOfSquares.TYPE_I).first().squares()).isCloseTo(6.4600495554963e+08, withinPercentage(SAME));
        assertThat(anova(SumsOfSquares.TYPE_I).second().squares()).isCloseTo(3.5739084791674e+08, withinPercentage(SAME));
        assertThat(anova(SumsOfSquares.TYPE_III).first().squares()).isCloseTo(2.7241541886256e+07, withinPercentage(SAME));
        assertThat(anova(SumsOfSquares.TYPE_III).second().squares()).isCloseTo(3.5760271208978e+08, withinPercentage(SAME));
        assertThat(anova(SumsOfSquares.TYPE_III).interaction().squares()).isCloseTo(2.1960798972103e+07, withinPercentage(SAME));
    }

    /** The four failed trials leave this table unbalanced. */
    @Test
    void taskAndModel() {
        Factor tasks = Factor.Categorical.of("task", VALID.tasks());
        Factor models = Factor.Categorical.of("model", VALID.models());
        TwoWayAnova first = TwoWayAnova.of(SumsOfSquares.TYPE_I, VALID.latencies(), tasks, models);
        assertThat(first.first().squares()).isCloseTo(6.4600495554963e+08, withinPercentage(SAME));
        assertThat(first.second().squares()).isCloseTo(5.3750335851153e+08, withinPercentage(SAME));
        assertThat(first.interaction().squares()).isCloseTo(2.0659343316070e+08, withinPercentage(SAME));
        assertThat(first.interaction().test().p()).isCloseTo(1.2083204472915e-221, withinPercentage(SAME));
        assertThat(first.residual()).isCloseTo(4.1152250768968e+08, withinPercentage(SAME));
        assertThat(first.residualDegrees()).isEqualTo(2669);
        assertThat(TwoWayAnova.of(SumsOfSquares.TYPE_II, VALID.latencies(), tasks, models).first().squares())
                .isCloseTo(6.4711472054019e+08, withinPercentage(SAME));
        TwoWayAnova third = TwoWayAnova.of(SumsOfSquares.TYPE_III, VALID.latencies(), tasks, models);
        assertThat(third.first().squares()).isCloseTo(6.4537603761660e+08, withinPercentage(SAME));
        assertThat(third.second().squares()).isCloseTo(5.3680869780786e+08, withinPercentage(SAME));
    }

    @Test
    void latenciesOfTasksAreNotNormal() {
        assertThat(ShapiroWilk.test(VALID.latenciesOn("NLU")).statistic()).isCloseTo(0.7387601305621148, withinPercentage(SAME));
        assertThat(ShapiroWilk.test(VALID.latenciesOn("NLU")).p()).isCloseTo(2.44507095027792e-35, withinPercentage(SAME));
        assertThat(ShapiroWilk.test(VALID.latenciesOn("QA")).p()).isCloseTo(6.961027037403148e-20, withinPercentage(SAME));
        assertThat(AndersonDarling.test(VALID.latenciesOn("QA")).statistic()).isCloseTo(21.382491565263194, withinPercentage(SAME));
        assertThat(AndersonDarling.test(VALID.latenciesOn("Summarization")).p()).isCloseTo(3.0792754406175236e-30, withinPercentage(SAME));
        assertThat(JarqueBera.test(VALID.latenciesOn("NLU")).statistic()).isCloseTo(204.84190583640444, withinPercentage(SAME));
        assertThat(JarqueBera.test(VALID.latenciesOn("Summarization")).p()).isCloseTo(0.005096763918735236, withinPercentage(SAME));
        assertThat(HartiganDip.test(VALID.latenciesOn("NLU")).p()).isLessThan(0.001);
    }

    /** Most of the spread is that of 2 and of 50 tokens. */
    @Test
    void outputLengthsExplainTheSpread() {
        VarianceShares shares = VarianceShares.of(VALID.latencies(), VALID.tokens(), VALID.models());
        assertThat(shares.amountAlone()).isCloseTo(0.5860157249950866, withinPercentage(SAME));
        assertThat(shares.groupAlone()).isCloseTo(0.29772778206035944, withinPercentage(SAME));
        assertThat(shares.together()).isCloseTo(0.9561916086700295, withinPercentage(SAME));
        assertThat(shares.withinGroups().orElseThrow())
                .isCloseTo((0.9561916086700295 - 0.29772778206035944) / (1 - 0.29772778206035944), withinPercentage(SAME));
        VarianceShares.Line llama = shares.lines().stream().filter(line -> line.group().startsWith("Llama")).findFirst().orElseThrow();
        assertThat(llama.slope().orElseThrow()).isCloseTo(47.956766974997706, withinPercentage(SAME));
        assertThat(llama.intercept().orElseThrow()).isCloseTo(8.250201272340732, withinPercentage(SAME));
        assertThat(llama.share().orElseThrow()).isCloseTo(0.9548768028048806, withinPercentage(SAME));
        // OPT always wrote 50 tokens.
        VarianceShares.Line opt = shares.lines().stream().filter(line -> line.group().startsWith("opt")).findFirst().orElseThrow();
        assertThat(opt.slope()).isEmpty();
        assertThat(opt.share()).hasValue(0);
    }

    @Test
    void priorities() {
        Map<String, Stability> measures = new LinkedHashMap<>();
        VALID.models().stream().distinct().forEach(model -> measures.put(model, Stability.of(VALID.latenciesOf(model))));
        assertThat(measures.get("Qwen2.5-3B-Instruct").outlierShare()).isCloseTo(80.0 / 300, withinPercentage(SAME));
        OptimizationPriority priority = OptimizationPriority.of(measures, OptimizationPriority.Weights.PUBLISHED);
        assertThat(score(priority.scores(), "Midm").score()).isCloseTo(0.7310299776974, withinPercentage(SAME));
        assertThat(score(priority.scores(), "gemma").score()).isCloseTo(0.6308752882047, withinPercentage(SAME));
        assertThat(score(priority.scores(), "Qwen2.5-0.5B").score()).isCloseTo(0.1859147766079, withinPercentage(SAME));
        assertThat(score(priority.scores(), "Midm").rank()).isEqualTo(1);
        assertThat(score(priority.scores(), "Qwen2.5-0.5B").rank()).isEqualTo(9);
        assertThat(score(ScriptPriority.of(measures), "Midm").score()).isCloseTo(1.0075132219994, withinPercentage(SAME));
        assertThat(score(ScriptPriority.of(measures), "DeepSeek").rank()).isEqualTo(9);

        double[] variations = measures.values().stream().mapToDouble(Stability::coefficientOfVariation).toArray();
        double[] tails = measures.values().stream().mapToDouble(Stability::tailRatio).toArray();
        assertThat(OneSampleT.greater(0.1, variations).statistic()).isCloseTo(5.033728367986354, withinPercentage(SAME));
        assertThat(OneSampleT.greater(0.1, variations).p()).isCloseTo(0.0005047347065089199, withinPercentage(SAME));
        assertThat(OneSampleT.greater(1.2, tails).p()).isCloseTo(0.037553131391222634, withinPercentage(SAME));
    }

    private static PriorityScore score(List<PriorityScore> scores, String model) {
        return scores.stream().filter(score -> score.label().startsWith(model)).findFirst().orElseThrow();
    }

    private static TwoWayAnova anova(SumsOfSquares type) {
        return TwoWayAnova.of(type, VALID.latencies(), Factor.Categorical.of("task", VALID.tasks()), new Factor.Continuous("parameters", VALID.parameters()));
    }

    private static String rounded(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
