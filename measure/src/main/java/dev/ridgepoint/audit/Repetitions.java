package dev.ridgepoint.audit;

import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.RepeatedTest;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one test, measured several times, says of its measurements. */
final class Repetitions {

    /** Three rates fall in order by chance once in six times, four once in twenty-four. */
    private static final int LEAST_SERIES = 4;

    private Repetitions() { }

    /** The same rate of the same test twice. Rates of different scenarios agree by rounding. */
    static List<Doubt> duplicates(List<ValidatedRow> rows) {
        List<Doubt> doubts = new ArrayList<>();
        for (RepeatedTest test : RepeatedTest.of(rows)) {
            Map<List<Object>, List<ValidatedRow>> alike = new LinkedHashMap<>();
            for (ValidatedRow row : test.rows()) {
                MeasuredRow m = row.measured();
                alike.computeIfAbsent(List.of(m.tokensPerSecond(), m.stddev(), m.notes()), k -> new ArrayList<>()).add(row);
            }
            alike.values().stream().filter(same -> same.size() > 1).forEach(same -> doubts.add(new Doubt(Check.DUPLICATE, same,
                    same.size() + " rows of the same test say " + rate(same.get(0)) + " tokens/s"
                            + same.get(0).measured().stddev().stream().mapToObj(s -> " +- " + Quantity.significant(s)).collect(Collectors.joining()))));
        }
        return doubts;
    }

    /** Answers that lie farther apart than noise. */
    static List<Doubt> disagreements(List<ValidatedRow> rows) {
        List<Doubt> doubts = new ArrayList<>();
        Comparator<ValidatedRow> byRate = Comparator.comparingDouble(row -> row.measured().tokensPerSecond());
        for (RepeatedTest test : RepeatedTest.of(rows)) {
            ValidatedRow least = test.rows().stream().min(byRate).orElseThrow();
            ValidatedRow greatest = test.rows().stream().max(byRate).orElseThrow();
            if (Noise.isAbove(greatest.measured(), least.measured())) {
                doubts.add(new Doubt(Check.DISAGREEMENT, test.rows(), test.rows().size() + " answers to the same test, from " + rate(least) + " to " + rate(greatest)
                        + " tokens/s: " + Quantity.significant(test.spread()) + "x apart"));
            }
        }
        return doubts;
    }

    /** Runs of a source's rows of one test, in the order written, in which each is slower than the one before. */
    static List<Doubt> throttling(List<ValidatedRow> rows) {
        List<Doubt> doubts = new ArrayList<>();
        for (RepeatedTest test : RepeatedTest.of(rows)) {
            Map<String, List<ValidatedRow>> bySource = test.rows().stream()
                    .collect(Collectors.groupingBy(row -> row.measured().source(), LinkedHashMap::new, Collectors.toList()));
            bySource.values().forEach(series -> addFalling(series, doubts));
        }
        return doubts;
    }

    private static void addFalling(List<ValidatedRow> series, List<Doubt> doubts) {
        int first = 0;
        for (int i = 1; i <= series.size(); i++) {
            boolean falls = i < series.size() && series.get(i).measured().tokensPerSecond() < series.get(i - 1).measured().tokensPerSecond();
            if (!falls) {
                List<ValidatedRow> run = series.subList(first, i);
                if (run.size() >= LEAST_SERIES && Noise.isAbove(run.get(0).measured(), run.get(run.size() - 1).measured())) {
                    doubts.add(new Doubt(Check.THROTTLING, run, "the same test, slower each time: "
                            + run.stream().map(Repetitions::rate).collect(Collectors.joining(", ")) + " tokens/s"));
                }
                first = i;
            }
        }
    }

    private static String rate(ValidatedRow row) {
        return Quantity.significant(row.measured().tokensPerSecond());
    }
}
