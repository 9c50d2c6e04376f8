package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.Moments;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import dev.ridgepoint.trial.Interval;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean time of each task at each level of size, or of each group where no size is known: what an interaction plot shows.
 *
 * @param over   what the levels are of
 * @param levels from left to right
 * @param cells  those that have a trial, task by task
 */
record TaskMeans(String over, List<String> levels, List<Cell> cells) {

    private static final String NAME = "interaction plot";
    private static final double CONFIDENCE = 0.95;
    /** More sizes than these are put into classes of as many different sizes each. */
    private static final int MOST_SIZES = 12;
    private static final int CLASSES = 4;

    /**
     * A task at a level.
     *
     * @param task     of it
     * @param level    place among the levels
     * @param trials   how many
     * @param mean     of them
     * @param interval of the mean, 95 %, by Student's t; empty for a single trial
     */
    record Cell(String task, int level, int trials, double mean, Optional<Interval> interval) { }

    /** @throws UndefinedStatisticException without tasks, or with one level or none */
    static TaskMeans of(Selection selection, Roles roles) {
        TrialTable trials = selection.trials();
        List<String> tasks = roles.task().map(trials::words)
                .orElseThrow(() -> new UndefinedStatisticException(NAME, "no column says what the task was (--task)"));
        List<String> own = roles.size().map(trials::numbers).map(TaskMeans::classes).orElseGet(() -> trials.words(roles.group()));
        List<String> levels = levels(own, roles.size().map(trials::numbers));
        if (levels.size() < 2) {
            throw new UndefinedStatisticException(NAME, "needs two different values of " + roles.size().orElse(roles.group()));
        }
        double[] times = trials.numbers(roles.latency());
        Map<String, Map<Integer, List<Double>>> cells = new LinkedHashMap<>();
        for (int row = 0; row < times.length; row++) {
            int level = levels.indexOf(own.get(row));
            if (level >= 0) {
                cells.computeIfAbsent(tasks.get(row), task -> new LinkedHashMap<>()).computeIfAbsent(level, at -> new ArrayList<>()).add(times[row]);
            }
        }
        List<Cell> means = new ArrayList<>();
        cells.forEach((task, byLevel) -> byLevel.keySet().stream().sorted().forEach(level -> means.add(cell(task, level, byLevel.get(level)))));
        return new TaskMeans(roles.size().orElse(roles.group()), levels, List.copyOf(means));
    }

    private static Cell cell(String task, int level, List<Double> times) {
        Moments moments = Moments.of(times.stream().mapToDouble(Double::doubleValue).toArray());
        int n = times.size();
        if (n < 2) {
            return new Cell(task, level, n, moments.mean(), Optional.empty());
        }
        double reach = new TDistribution(n - 1.0).inverseCumulativeProbability(0.5 + CONFIDENCE / 2) * moments.standardDeviation() / Math.sqrt(n);
        return new Cell(task, level, n, moments.mean(), Optional.of(new Interval(moments.mean() - reach, moments.mean() + reach, CONFIDENCE)));
    }

    /** The level of each size; empty of one that is missing. */
    private static List<String> classes(double[] sizes) {
        double[] different = different(sizes);
        List<String> names = new ArrayList<>();
        for (double size : sizes) {
            names.add(Double.isNaN(size) ? "" : name(different, Arrays.binarySearch(different, size)));
        }
        return names;
    }

    private static double[] different(double[] sizes) {
        return DoubleStream.of(sizes).filter(size -> !Double.isNaN(size)).distinct().sorted().toArray();
    }

    private static String name(double[] different, int place) {
        if (different.length <= MOST_SIZES) {
            return Quantity.significant(different[place]);
        }
        int own = place * CLASSES / different.length;
        int first = (own * different.length + CLASSES - 1) / CLASSES;
        int last = ((own + 1) * different.length + CLASSES - 1) / CLASSES - 1;
        return Quantity.significant(different[first]) + " to " + Quantity.significant(different[last]);
    }

    /** In order of size; of groups, in the order in which they were first met. */
    private static List<String> levels(List<String> own, Optional<double[]> sizes) {
        if (sizes.isEmpty()) {
            return List.copyOf(new LinkedHashSet<>(own));
        }
        double[] different = different(sizes.get());
        LinkedHashSet<String> levels = new LinkedHashSet<>();
        for (int place = 0; place < different.length; place++) {
            levels.add(name(different, place));
        }
        return List.copyOf(levels);
    }
}
