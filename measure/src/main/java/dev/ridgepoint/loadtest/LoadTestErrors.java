package dev.ridgepoint.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How far predictions of a group of load tests are off.
 *
 * @param group      by what tests are grouped: {@code runtime}
 * @param key        which group
 * @param rows       how many tests
 * @param saturated  how many of them are predicted to be saturated
 * @param token      median of {@code |predicted - measured| / measured} of the time of a token
 * @param tokenBias  median of {@code (predicted - measured) / measured} of the same: below 0 where predictions are too fast
 * @param firstToken median error of the time to the first token
 * @param firstBias  its bias
 */
public record LoadTestErrors(
        String group, String key, int rows, int saturated, double token, double tokenBias, double firstToken, double firstBias) {

    /** By what tests are grouped. */
    public enum Grouping {
        /** All together. */
        ALL(result -> "all"),
        /** By runtime. */
        RUNTIME(result -> result.test().runtime()),
        /** By device. */
        HARDWARE(result -> result.test().hardware()),
        /** By device and runtime. */
        HARDWARE_AND_RUNTIME(result -> result.test().hardware() + " " + result.test().runtime()),
        /** By model. */
        MODEL(result -> result.test().model()),
        /** By weights format. */
        WEIGHTS(result -> result.test().weights()),
        /** By requests in flight at a replica, in powers of two. */
        CONCURRENCY(result -> concurrency(result.test().concurrency())),
        /** By whether the cache is predicted to hold all requests. */
        SATURATION(result -> result.predicted().saturated() ? "saturated" : "not saturated");

        private final Function<LoadTestResult, String> key;

        Grouping(Function<LoadTestResult, String> key) {
            this.key = key;
        }

        private static String concurrency(int requests) {
            int from = Integer.highestOneBit(requests);
            return from == 1 ? "1" : from + " to " + (2 * from - 1);
        }
    }

    /** The errors of a list of tests under one name. */
    public static LoadTestErrors of(String group, String key, List<LoadTestResult> results) {
        return new LoadTestErrors(group, key, results.size(), (int) results.stream().filter(r -> r.predicted().saturated()).count(),
                median(results, r -> Math.abs(r.tokenError())), median(results, LoadTestResult::tokenError),
                median(results, r -> Math.abs(r.firstTokenError())), median(results, LoadTestResult::firstTokenError));
    }

    /** The errors by everything that they are grouped by; groups in the order of their first number, or of their names. */
    public static List<LoadTestErrors> all(List<LoadTestResult> results) {
        List<LoadTestErrors> errors = new ArrayList<>();
        for (Grouping grouping : Grouping.values()) {
            Map<String, List<LoadTestResult>> groups = results.stream().collect(Collectors.groupingBy(grouping.key,
                    () -> new TreeMap<>(Comparator.comparingInt(LoadTestErrors::number).thenComparing(Comparator.naturalOrder())), Collectors.toList()));
            groups.forEach((key, members) -> errors.add(of(grouping.name().toLowerCase(Locale.ROOT).replace('_', ' '), key, members)));
        }
        return errors;
    }

    private static int number(String key) {
        String first = key.split(" ")[0];
        return first.matches("\\d{1,9}") ? Integer.parseInt(first) : 0;
    }

    private static double median(List<LoadTestResult> results, ToDoubleFunction<LoadTestResult> error) {
        double[] sorted = results.stream().mapToDouble(error).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
