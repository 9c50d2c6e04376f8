package dev.ridgepoint.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random forest (Breiman 2001) over some trials, and which of its trees speak of which trial.
 *
 * @param trials it was grown on
 * @param steps  of them, by predictor
 * @param trees  all of it
 */
public record Forest(Trials trials, int[][] steps, List<Tree> trees) {

    /** Trees of a forest. */
    public static final int TREES = 100;
    /** Parts that groups are dealt into, and trees grown without each. */
    private static final int MOST_PARTS = 10;
    private static final int TREES_OF_A_PART = 20;
    /** Fewer groups say nothing of others. */
    public static final int FEWEST_GROUPS = 5;

    /** A forest whose trees speak of trials as {@code holdOut} says. The same seed grows the same forest. */
    public static Forest grow(Trials trials, HoldOut holdOut, long seed) {
        int[][] steps = trials.steps();
        Grower grower = new Grower(trials, steps);
        if (holdOut == HoldOut.BY_GROUP) {
            return new Forest(trials, steps, byGroup(grower, trials, seed));
        }
        Forest forest = new Forest(trials, steps, plant(grower, IntStream.range(0, trials.size()).toArray(), TREES, seed));
        return holdOut == HoldOut.IN_SAMPLE ? forest.inSample() : forest;
    }

    /** The same trees, each of which speaks of every trial. */
    public Forest inSample() {
        BitSet all = new BitSet(trials.size());
        all.set(0, trials.size());
        return new Forest(trials, steps, trees.stream().map(tree -> scoring(tree, all)).toList());
    }

    private static List<Tree> plant(Grower grower, int[] from, int count, long seed) {
        return IntStream.range(0, count).parallel().mapToObj(i -> grower.tree(from, seed * 1_000_003 + i)).toList();
    }

    private static List<Tree> byGroup(Grower grower, Trials trials, long seed) {
        List<String> groups = new ArrayList<>(trials.groups().stream().distinct().sorted().toList());
        Collections.shuffle(groups, new Random(seed));
        int parts = Math.min(MOST_PARTS, groups.size());
        List<Tree> trees = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            BitSet held = new BitSet(trials.size());
            for (int trial = 0; trial < trials.size(); trial++) {
                held.set(trial, groups.indexOf(trials.groups().get(trial)) % parts == part);
            }
            int[] others = IntStream.range(0, trials.size()).filter(trial -> !held.get(trial)).toArray();
            plant(grower, others, TREES_OF_A_PART, seed + part).forEach(tree -> trees.add(scoring(tree, held)));
        }
        return trees;
    }

    private static Tree scoring(Tree tree, BitSet scored) {
        return new Tree(tree.split(), tree.value(), tree.next(), tree.orders(), scored);
    }

    /** How well trees predict trials of which they may speak. */
    public Score score() {
        return score(predictions(-1, new int[0]));
    }

    /** The same, had each trial the value of another one in this predictor. */
    Score shuffled(int predictor, int[] order) {
        return score(predictions(predictor, order));
    }

    /** Sums over the trees, one after the other: the same to the last bit however many processors there are. */
    private double[] predictions(int predictor, int[] order) {
        double[] sums = new double[trials.size()];
        int[] counts = new int[trials.size()];
        for (Tree tree : trees) {
            for (int trial = tree.scored().nextSetBit(0); trial >= 0; trial = tree.scored().nextSetBit(trial + 1)) {
                sums[trial] += tree.at(steps, trial, predictor, predictor < 0 ? trial : order[trial]);
                counts[trial]++;
            }
        }
        // NaN where every tree has seen a trial.
        return IntStream.range(0, sums.length).mapToDouble(trial -> sums[trial] / counts[trial]).toArray();
    }

    private Score score(double[] predicted) {
        int[] known = IntStream.range(0, predicted.length).filter(trial -> !Double.isNaN(predicted[trial])).toArray();
        double mean = Arrays.stream(known).mapToDouble(trial -> trials.response()[trial]).average().orElse(Double.NaN);
        double squares = 0;
        double residual = 0;
        double absolute = 0;
        for (int trial : known) {
            double actual = trials.response()[trial];
            squares += (actual - mean) * (actual - mean);
            residual += (actual - predicted[trial]) * (actual - predicted[trial]);
            absolute += Math.abs(actual - predicted[trial]);
        }
        return new Score(1 - residual / squares, absolute / known.length);
    }

    /**
     * How good predictions are.
     *
     * @param rSquared          share of the variance that they explain; below 0 where the mean predicts better
     * @param meanAbsoluteError in the unit of the response
     */
    public record Score(double rSquared, double meanAbsoluteError) { }
}
