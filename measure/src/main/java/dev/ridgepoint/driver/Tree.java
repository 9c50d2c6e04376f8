package dev.ridgepoint.driver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.regression.Regressor;

/**
 * One tree, flat: walked some ten million times, which Tribuo's own prediction is a thousand times too slow for.
 *
 * @param split  predictor by node; -1 in a leaf
 * @param value  by node: where it is split, or what a leaf says
 * @param next   by node: where values up to the split go on, and those above it
 * @param orders by predictor: the place of each step among the others
 * @param scored trials of which this tree may speak
 */
record Tree(int[] split, double[] value, int[][] next, double[][] orders, BitSet scored) {

    static Tree of(Node<Regressor> root, int[] predictors, double[][] orders, BitSet scored) {
        List<Node<Regressor>> nodes = new ArrayList<>(List.of(root));
        List<int[]> next = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof SplitNode<Regressor> node) {
                next.add(new int[] {nodes.size(), nodes.size() + 1});
                nodes.add(node.getLessThanOrEqual());
                nodes.add(node.getGreaterThan());
            } else {
                next.add(new int[0]);
            }
        }
        int[] split = nodes.stream().mapToInt(node -> node instanceof SplitNode<Regressor> s ? predictors[s.getFeatureID()] : -1).toArray();
        double[] value = nodes.stream().mapToDouble(node -> node instanceof SplitNode<Regressor> s ? s.splitValue()
                : ((LeafNode<Regressor>) node).getOutput().getValues()[0]).toArray();
        return new Tree(split, value, next.toArray(int[][]::new), orders, scored);
    }

    /** What it says of a trial, if it had the value of another one in one predictor. */
    double at(int[][] steps, int trial, int shuffled, int other) {
        int node = 0;
        while (split[node] >= 0) {
            int predictor = split[node];
            int step = steps[predictor][predictor == shuffled ? other : trial];
            node = next[node][orders[predictor][step] <= value[node] ? 0 : 1];
        }
        return value[node];
    }
}
