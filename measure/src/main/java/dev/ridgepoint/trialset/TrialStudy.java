package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.statistics.Bartlett;
import dev.ridgepoint.statistics.Factor;
import dev.ridgepoint.statistics.FlignerKilleen;
import dev.ridgepoint.statistics.Groups;
import dev.ridgepoint.statistics.Levene;
import dev.ridgepoint.statistics.TestResult;
import dev.ridgepoint.statistics.TwoWayAnova;
import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import dev.ridgepoint.statistics.VarianceShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the statistics of a set of trials say.
 *
 * @param selection which trials
 * @param roles     what its columns are
 * @param groups    how the times of each group are distributed
 * @param tasks     how those of each task are, over all groups; empty without tasks
 * @param mixture   how much of the spread comes from how many tokens were generated
 * @param taskShare how much of the spread within groups comes from tasks having different means
 * @param variances whether tasks, or else groups, vary alike
 * @param effects   of task and size, or of task and group; types I, II and III
 * @param curve     over contexts
 * @param priority  which groups most need to be made steadier
 * @param choice    the groups that no other one beats
 * @param drivers   of the throughput
 */
public record TrialStudy(
        Selection selection, Roles roles, List<GroupStatistics> groups, List<GroupStatistics> tasks, Outcome<VarianceShares> mixture,
        Outcome<Double> taskShare, List<Outcome<TestResult>> variances, List<Outcome<TwoWayAnova>> effects, Outcome<ContextCurve> curve, Outcome<Priorities> priority,
        Outcome<Choice> choice, Outcome<Drivers> drivers) {

    /** @throws InvalidInputException if a cell of a column that is used is not a number, or a column that drivers are asked of is not there */
    public static TrialStudy of(Selection selection, Roles roles, List<Criterion.Asked> asked, DriverQuestion question) {
        TrialTable trials = selection.trials();
        double[] latencies = trials.numbers(roles.latency());
        List<String> labels = trials.words(roles.group());
        List<Criterion> criteria = asked.stream().map(criterion -> criterion.in(trials, roles)).toList();
        Optional<List<String>> tasks = roles.task().map(trials::words);
        Optional<double[]> sizes = roles.size().map(trials::numbers);
        List<GroupStatistics> groups = GroupStatistics.of(Groups.of(latencies, labels));
        List<GroupStatistics> byTask = tasks.map(words -> GroupStatistics.of(Groups.of(latencies, words))).orElse(List.of());
        Outcome<VarianceShares> mixture = roles.tokens().map(trials::numbers)
                .map(tokens -> Outcome.of(() -> shares(latencies, tokens, labels))).orElse(Outcome.without("variance shares: no column says how many tokens"
                        + " were generated (--tokens)"));
        Outcome<ContextCurve> curve = roles.context().map(trials::numbers)
                .map(contexts -> Outcome.of(() -> ContextCurve.of(latencies, contexts, labels)))
                .orElse(Outcome.without("curves over context: no column says what a model can hold (--context)"));
        return new TrialStudy(selection, roles, groups, byTask, mixture, taskShare(latencies, labels, tasks), variances(Groups.of(latencies, tasks.orElse(labels))),
                effects(latencies, roles, tasks, sizes, labels), curve, Outcome.of(() -> Priorities.of(groups)), Outcome.of(() -> Choice.of(groups, criteria)),
                Outcome.of(() -> Drivers.of(trials, roles, question)));
    }

    /** A trial without an amount says nothing about amounts. */
    private static VarianceShares shares(double[] latencies, double[] tokens, List<String> labels) {
        int[] rows = IntStream.range(0, tokens.length).filter(row -> !Double.isNaN(tokens[row])).toArray();
        return VarianceShares.of(Arrays.stream(rows).mapToDouble(row -> latencies[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> tokens[row]).toArray(), Arrays.stream(rows).mapToObj(labels::get).toList());
    }

    private static Outcome<Double> taskShare(double[] latencies, List<String> labels, Optional<List<String>> tasks) {
        if (tasks.isEmpty()) {
            return Outcome.without("");
        }
        return Outcome.of(() -> {
            double[] alike = new double[latencies.length];
            Map<String, Map<String, String>> names = new HashMap<>();
            List<String> cells = IntStream.range(0, labels.size()).mapToObj(row -> names.computeIfAbsent(labels.get(row), label -> new HashMap<>())
                    .computeIfAbsent(tasks.get().get(row), task -> labels.get(row) + "\n" + task)).toList();
            double groups = VarianceShares.of(latencies, alike, labels).groupAlone();
            double both = VarianceShares.of(latencies, alike, cells).groupAlone();
            return groups >= 1 ? 0.0 : (both - groups) / (1 - groups);
        });
    }

    private static List<Outcome<TestResult>> variances(Groups groups) {
        List<Outcome<TestResult>> tests = new ArrayList<>();
        for (Levene.Center center : List.of(Levene.Center.MEDIAN, Levene.Center.MEAN, Levene.Center.TRIMMED_MEAN)) {
            tests.add(Outcome.of(() -> Levene.test(groups, center)));
        }
        tests.add(Outcome.of(() -> FlignerKilleen.test(groups)));
        tests.add(Outcome.of(() -> Bartlett.test(groups)));
        return List.copyOf(tests);
    }

    private static List<Outcome<TwoWayAnova>> effects(double[] latencies, Roles roles, Optional<List<String>> tasks, Optional<double[]> sizes,
                                                      List<String> labels) {
        if (tasks.isEmpty()) {
            return List.of(Outcome.without("Two-way analysis of variance: no column says what the task was (--task)"));
        }
        long incomplete = IntStream.range(0, labels.size())
                .filter(row -> tasks.get().get(row).isEmpty() || sizes.isPresent() && Double.isNaN(sizes.get()[row])).count();
        if (incomplete > 0) {
            String missing = tasks.get().contains("") ? roles.task().orElseThrow() : roles.size().orElseThrow();
            return List.of(Outcome.without("Two-way analysis of variance: " + incomplete + " of " + labels.size() + " trials have no '" + missing + "'; --drop '"
                    + missing + "=' leaves them out"));
        }
        List<Outcome<TwoWayAnova>> tables = new ArrayList<>();
        for (SumsOfSquares type : SumsOfSquares.values()) {
            tables.add(Outcome.of(() -> {
                Factor task = Factor.Categorical.of(roles.task().orElseThrow(), tasks.get());
                Factor other = sizes.isPresent() ? new Factor.Continuous(roles.size().orElseThrow(), sizes.get())
                        : Factor.Categorical.of(roles.group(), labels);
                TwoWayAnova anova = TwoWayAnova.of(type, latencies, task, other);
                // Of very large sizes nothing can be computed: better told here than where it is printed.
                anova.effects().forEach(TwoWayAnova.Effect::test);
                return anova;
            }));
        }
        return List.copyOf(tables);
    }

    /** What the tests of variances compare: the task, or else the group. */
    public String compared() {
        return roles.task().orElse(roles.group());
    }
}
