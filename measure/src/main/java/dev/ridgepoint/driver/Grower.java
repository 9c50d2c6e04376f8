package dev.ridgepoint.driver;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Grows regression trees of random trials and random predictors (Breiman 2001). Tribuo's own forest does not say which trials a tree has seen, so its trees
 * are grown one by one.
 */
final class Grower {

    /** A tree of more trials is no better at saying which predictor matters, and Tribuo's take long. */
    static final int MOST_TRIALS = 1000;
    private static final int DEEPEST = 12;
    private static final float FEWEST_IN_LEAF = 5;
    private static final String RESPONSE = "response";
    private static final RegressionFactory RESPONSES = new RegressionFactory();

    private final Trials trials;
    private final int[][] steps;
    private final String[] names;

    Grower(Trials trials, int[][] steps) {
        this.trials = trials;
        this.steps = steps;
        this.names = IntStream.range(0, steps.length).mapToObj(j -> "p" + j).toArray(String[]::new);
    }

    /**
     * A tree of as many trials as there are to draw from, drawn with replacement.
     *
     * @param from what to draw from
     * @return what it has seen, to be scored on what it has not
     */
    Tree tree(int[] from, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = IntStream.range(0, Math.min(from.length, MOST_TRIALS)).map(i -> from[random.nextInt(from.length)]).toArray();
        double[][] orders = IntStream.range(0, steps.length).mapToObj(j -> order(j, drawn)).toArray(double[][]::new);
        MutableDataset<Regressor> data = new MutableDataset<>(new SimpleDataSourceProvenance("trials", RESPONSES), RESPONSES);
        for (int trial : drawn) {
            double[] values = IntStream.range(0, steps.length).mapToDouble(j -> orders[j][steps[j][trial]]).toArray();
            Example<Regressor> example = new ArrayExample<>(new Regressor(RESPONSE, trials.response()[trial]), names, values);
            data.add(example);
        }
        IndependentRegressionTreeModel grown = (IndependentRegressionTreeModel) new CARTRegressionTrainer(
                DEEPEST, FEWEST_IN_LEAF, 0, shareOfPredictors(), false, new MeanSquaredError(), seed).train(data);
        BitSet unseen = new BitSet(trials.size());
        unseen.set(0, trials.size());
        Arrays.stream(drawn).forEach(unseen::clear);
        return Tree.of(grown.getRoots().get(RESPONSE), places(data.getFeatureIDMap()), orders, unseen);
    }

    /** Tribuo numbers predictors by the order of their names. */
    private int[] places(ImmutableFeatureMap map) {
        int[] places = new int[names.length];
        for (int j = 0; j < names.length; j++) {
            places[map.getID(names[j])] = j;
        }
        return places;
    }

    /** A third of the predictors compete for a split, two of them at least. Tribuo rounds. */
    private float shareOfPredictors() {
        int competing = Math.min(steps.length, Math.max(2, (steps.length + 2) / 3));
        return (float) competing / steps.length;
    }

    /**
     * Where each step lies among the others: numbers in their own order; names by the mean response of those drawn, in which order the best split of least
     * squares is found among neighbours (Fisher 1958; Breiman et al. 1984, section 4.2). Names not drawn lie where the mean of all does.
     */
    private double[] order(int predictor, int[] drawn) {
        int size = Arrays.stream(steps[predictor]).max().orElse(0) + 1;
        if (trials.predictors().get(predictor) instanceof Predictor.Numbers) {
            return IntStream.range(0, size).mapToDouble(i -> i).toArray();
        }
        double[] sums = new double[size];
        int[] counts = new int[size];
        double mean = 0;
        for (int trial : drawn) {
            sums[steps[predictor][trial]] += trials.response()[trial];
            counts[steps[predictor][trial]]++;
            mean += trials.response()[trial] / drawn.length;
        }
        double all = mean;
        double[] means = IntStream.range(0, size).mapToDouble(i -> counts[i] == 0 ? all : sums[i] / counts[i]).toArray();
        double[] order = new double[size];
        int[] sorted = IntStream.range(0, size).boxed().sorted((a, b) -> Double.compare(means[a], means[b])).mapToInt(i -> i).toArray();
        for (int place = 0; place < size; place++) {
            order[sorted[place]] = size <= Predictor.STEPS ? place : place * Predictor.STEPS / size;
        }
        return order;
    }
}
