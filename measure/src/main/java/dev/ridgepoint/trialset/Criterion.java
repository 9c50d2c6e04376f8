package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.statistics.ParetoFront.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * By what groups are chosen: a statistic of their times, or the mean of a column over their trials.
 *
 * @param name      as it is written: {@code cv}, {@code power_w}
 * @param key       for programs; that of a column's mean begins with {@code mean_}
 * @param direction which values are good
 * @param of        the value of a group; NaN where it has none
 */
public record Criterion(String name, String key, Direction direction, ToDoubleFunction<GroupStatistics> of) {

    /** Words in the name of a column of which more is better. */
    private static final Set<String> MORE_IS_BETTER = Set.of("accuracy", "acc", "score", "f1", "bleu", "rouge", "mmlu", "quality", "precision", "recall", "throughput",
            "tps", "tokens/s", "efficiency", "speedup", "utilisation", "utilization", "mfu", "mbu");

    /**
     * A criterion before the trials are known.
     *
     * @param direction if a person said so
     * @param name      of a statistic or a column
     */
    public record Asked(Optional<Direction> direction, String name) {

        /** From {@code latency}, {@code max:accuracy} or {@code min:power_w}. */
        public static Asked parse(String words) {
            String stripped = words.strip();
            for (Direction direction : Direction.values()) {
                String prefix = prefix(direction);
                if (stripped.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    return new Asked(Optional.of(direction), stripped.substring(prefix.length()).strip());
                }
            }
            return new Asked(Optional.empty(), stripped);
        }

        private static String prefix(Direction direction) {
            return direction == Direction.MINIMIZE ? "min:" : "max:";
        }

        /** @throws InvalidInputException if this is neither a statistic nor a column, or one with a cell that is no number */
        Criterion in(TrialTable trials, Roles roles) {
            Optional<Choice.Measure> measure = Arrays.stream(Choice.Measure.values()).filter(one -> one.id().equals(name)).findFirst();
            if (measure.isPresent()) {
                return new Criterion(name, name, direction.orElse(Direction.MINIMIZE), measure.get()::of);
            }
            List<String> statistics = Arrays.stream(Choice.Measure.values()).map(Choice.Measure::id).toList();
            if (!trials.has(name)) {
                List<String> all = new ArrayList<>(statistics);
                all.addAll(trials.names());
                throw new InvalidInputException("--pareto: '" + name + "' is not one of " + String.join(", ", statistics) + ", and no column"
                        + Nearest.to(name, all).map(near -> "; did you mean '" + near + "'?").orElse("; there are " + String.join(", ", trials.names())));
            }
            Map<String, Double> means = means(trials.words(roles.group()), trials.numbers(name));
            return new Criterion(name, "mean_" + name, direction.orElse(usual(name)), group -> means.getOrDefault(group.label(), Double.NaN));
        }
    }

    /** Whether more of it is better. */
    public boolean isMoreBetter() {
        return direction == Direction.MAXIMIZE;
    }

    private static Direction usual(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        boolean more = name.contains("tokens_per_s") || name.contains("tokens/s") || name.contains("per_joule")
                || Arrays.stream(name.split("[^\\p{L}\\p{N}]+")).anyMatch(MORE_IS_BETTER::contains);
        return more ? Direction.MAXIMIZE : Direction.MINIMIZE;
    }

    /** Over the trials that have a value. */
    private static Map<String, Double> means(List<String> labels, double[] values) {
        Map<String, double[]> running = new HashMap<>();
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                double[] mean = running.computeIfAbsent(labels.get(row), label -> new double[2]);
                mean[1]++;
                mean[0] += values[row] / mean[1] - mean[0] / mean[1];
            }
        }
        Map<String, Double> means = new HashMap<>();
        running.forEach((label, mean) -> means.put(label, mean[0]));
        return means;
    }
}
