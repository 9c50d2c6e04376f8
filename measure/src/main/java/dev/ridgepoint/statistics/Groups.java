package dev.ridgepoint.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers of several kinds, each kind with a label, in the order in which the labels were first met. Immutable. */
public final class Groups {

    private final List<String> labels;
    private final double[][] values;

    private Groups(List<String> labels, double[][] values) {
        this.labels = List.copyOf(labels);
        this.values = values;
    }

    /**
     * Numbers, each with the label of its group.
     *
     * @throws UndefinedStatisticException if there is not one label for each number, or a number is not finite
     */
    public static Groups of(double[] values, List<String> labels) {
        if (values.length != labels.size()) {
            throw new UndefinedStatisticException("groups", values.length + " values have " + labels.size() + " labels");
        }
        Sample.of("groups", 1, values);
        Map<String, Integer> index = new LinkedHashMap<>();
        int[] group = new int[values.length];
        int[] sizes = new int[16];
        int at = 0;
        for (String label : labels) {
            Integer known = index.putIfAbsent(label, index.size());
            group[at] = known == null ? index.size() - 1 : known;
            if (group[at] == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * sizes.length);
            }
            sizes[group[at++]]++;
        }
        double[][] grouped = new double[index.size()][];
        for (int i = 0; i < grouped.length; i++) {
            grouped[i] = new double[sizes[i]];
        }
        for (int i = values.length - 1; i >= 0; i--) {
            grouped[group[i]][--sizes[group[i]]] = values[i];
        }
        return new Groups(new ArrayList<>(index.keySet()), grouped);
    }

    /**
     * Numbers already apart; labelled {@code 1}, {@code 2} and so on.
     *
     * @throws UndefinedStatisticException if a group is empty or a number is not finite
     */
    public static Groups of(double[]... groups) {
        double[][] values = new double[groups.length][];
        for (int i = 0; i < groups.length; i++) {
            Sample.of("group " + (i + 1), 1, groups[i]);
            values[i] = groups[i].clone();
        }
        return new Groups(IntStream.rangeClosed(1, groups.length).mapToObj(Integer::toString).toList(), values);
    }

    /** How many groups. */
    public int size() {
        return values.length;
    }

    /** Name of each group. */
    public List<String> labels() {
        return labels;
    }

    /** The numbers of one group, counted from 0. */
    public double[] values(int group) {
        return values[group].clone();
    }

    /** How many numbers in all. */
    public int total() {
        return Arrays.stream(values).mapToInt(group -> group.length).sum();
    }

    /** Of one group, counted from 0, without a copy. */
    double[] shared(int group) {
        return values[group];
    }

    /** @throws UndefinedStatisticException if there are fewer than two groups */
    void comparable(String statistic) {
        if (values.length < 2) {
            throw new UndefinedStatisticException(statistic, "compares groups, and there is " + (values.length == 0 ? "none" : "only " + labels.get(0)));
        }
    }
}
