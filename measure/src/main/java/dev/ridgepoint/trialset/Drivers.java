package dev.ridgepoint.trialset;

import dev.ridgepoint.driver.Circularity;
import dev.ridgepoint.driver.Forest;
import dev.ridgepoint.driver.HoldOut;
import dev.ridgepoint.driver.PermutationImportance;
import dev.ridgepoint.driver.Predictor;
import dev.ridgepoint.driver.Trials;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What drives the throughput of trials, by a random forest.
 *
 * @param response    what is predicted
 * @param question    as it was asked
 * @param counts      of trials
 * @param left        columns that nothing is predicted from, and why
 * @param warned      predictors that were asked for and contain the answer, or say nothing
 * @param scores      of the forest, by who may speak of a trial; without {@code BY_GROUP} where there are too few groups
 * @param importances of the predictors, the most important first
 * @param together    predictors that go together
 */
public record Drivers(
        String response, DriverQuestion question, Counts counts, List<LeftOut> left, List<LeftOut> warned, Map<HoldOut, Forest.Score> scores,
        List<PermutationImportance> importances, List<Circularity.Pair> together) {

    /** Trials that a forest is grown on at most: more change no importance, and take long. */
    public static final int MOST_TRIALS = 10_000;
    private static final double TOGETHER = 0.9;

    /**
     * How many trials.
     *
     * @param all        that are counted by the report
     * @param unknown    of them without a response
     * @param drawn      at random of the others
     * @param incomplete of the drawn ones, that miss a predictor
     */
    public record Counts(int all, int unknown, int drawn, int incomplete) {

        /** On how many the forest is grown. */
        public int used() {
            return drawn - incomplete;
        }
    }

    /**
     * A column.
     *
     * @param column its name
     * @param reason in words that go on after it
     */
    public record LeftOut(String column, String reason) { }

    /**
     * @throws dev.ridgepoint.input.InvalidInputException if a column that was asked for is not there, or the response is not a number
     * @throws UndefinedStatisticException                if there is no throughput, it does not vary, or too little is left to predict from
     */
    static Drivers of(TrialTable trials, Roles roles, DriverQuestion question) {
        DriverResponse whole = DriverResponse.in(trials, roles, question.response());
        int[] known = IntStream.range(0, trials.size()).filter(row -> Double.isFinite(whole.values()[row])).toArray();
        int[] drawn = drawn(known, question.seed());
        TrialTable table = trials.rows(isAmong(drawn));
        DriverResponse response = new DriverResponse(whole.name(), at(drawn, whole.values()));
        DriverColumns columns = DriverColumns.of(table, roles, response, question.predictors());
        int[] complete = IntStream.range(0, table.size())
                .filter(row -> columns.predictors().stream().allMatch(predictor -> isWritten(predictor, row))).toArray();
        Counts counts = new Counts(trials.size(), trials.size() - known.length, drawn.length, drawn.length - complete.length);
        List<String> groups = table.words(roles.group());
        Trials forested = new Trials(at(complete, response.values()), columns.predictors().stream().map(predictor -> at(complete, predictor)).toList(),
                Arrays.stream(complete).mapToObj(groups::get).toList());
        Map<HoldOut, Forest.Score> scores = new EnumMap<>(HoldOut.class);
        List<PermutationImportance> importances = new ArrayList<>();
        long named = forested.groups().stream().distinct().count();
        if (named < Forest.FEWEST_GROUPS && question.holdOut() == HoldOut.BY_GROUP) {
            throw new UndefinedStatisticException("drivers", "holding out by group needs " + Forest.FEWEST_GROUPS + " groups, there are " + named);
        }
        for (Map.Entry<HoldOut, Forest> grown : forests(forested, named, question.seed()).entrySet()) {
            Forest.Score score = grown.getValue().score();
            if (!Double.isFinite(score.rSquared())) {
                throw new UndefinedStatisticException("drivers", "'" + whole.name() + "' is too large for its squares, or too nearly the same in every trial");
            }
            scores.put(grown.getKey(), score);
            if (grown.getKey() == question.holdOut()) {
                importances.addAll(PermutationImportance.of(grown.getValue(), question.repeats(), question.seed()));
            }
        }
        return new Drivers(whole.name(), question, counts, columns.left(), columns.warned(), scores, importances,
                Circularity.together(forested.predictors(), TOGETHER));
    }

    private static Map<HoldOut, Forest> forests(Trials trials, long groups, long seed) {
        Map<HoldOut, Forest> forests = new EnumMap<>(HoldOut.class);
        Forest forest = Forest.grow(trials, HoldOut.OUT_OF_BAG, seed);
        forests.put(HoldOut.OUT_OF_BAG, forest);
        forests.put(HoldOut.IN_SAMPLE, forest.inSample());
        if (groups >= Forest.FEWEST_GROUPS) {
            forests.put(HoldOut.BY_GROUP, Forest.grow(trials, HoldOut.BY_GROUP, seed));
        }
        return forests;
    }

    /** In the order of the table. */
    private static int[] drawn(int[] known, long seed) {
        if (known.length <= MOST_TRIALS) {
            return known;
        }
        int[] shuffled = known.clone();
        Random random = new Random(seed);
        for (int i = 0; i < MOST_TRIALS; i++) {
            int j = i + random.nextInt(shuffled.length - i);
            int kept = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = kept;
        }
        int[] drawn = Arrays.copyOf(shuffled, MOST_TRIALS);
        Arrays.sort(drawn);
        return drawn;
    }

    private static IntPredicate isAmong(int[] sorted) {
        return row -> Arrays.binarySearch(sorted, row) >= 0;
    }

    private static boolean isWritten(Predictor predictor, int row) {
        return predictor instanceof Predictor.Numbers numbers ? Double.isFinite(numbers.values()[row])
                : !((Predictor.Names) predictor).values().get(row).isEmpty();
    }

    private static Predictor at(int[] rows, Predictor predictor) {
        return predictor instanceof Predictor.Numbers numbers ? new Predictor.Numbers(numbers.name(), at(rows, numbers.values()))
                : new Predictor.Names(predictor.name(), Arrays.stream(rows).mapToObj(((Predictor.Names) predictor).values()::get).toList());
    }

    private static double[] at(int[] rows, double[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }
}
