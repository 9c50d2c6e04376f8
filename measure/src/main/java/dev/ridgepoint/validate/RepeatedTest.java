package dev.ridgepoint.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One test with more than one answer: the same device, runtime, model, formats, lengths and notes, measured again. What scenario a test was a part of does not
 * tell it apart: {@code llama-bench} generates from an empty cache whatever prompt it has timed before.
 *
 * @param rows the measurements, in the order read
 */
public record RepeatedTest(List<ValidatedRow> rows) {

    /** Copies its list. */
    public RepeatedTest {
        rows = List.copyOf(rows);
    }

    /** The greatest rate over the least. */
    public double spread() {
        double least = rows.stream().mapToDouble(row -> row.measured().tokensPerSecond()).min().orElseThrow();
        double greatest = rows.stream().mapToDouble(row -> row.measured().tokensPerSecond()).max().orElseThrow();
        return greatest / least;
    }

    /** Tests whose answers differ. */
    static List<RepeatedTest> among(List<ValidatedRow> rows) {
        return of(rows).stream().filter(test -> test.spread() > 1).toList();
    }

    /** Tests that were measured more than once, whether their answers differ or not, in the order first read. */
    public static List<RepeatedTest> of(List<ValidatedRow> rows) {
        Map<List<Object>, List<ValidatedRow>> tests = new LinkedHashMap<>();
        for (ValidatedRow row : rows) {
            MeasuredRow m = row.measured();
            List<Object> test = List.of(row.hardware().id(), m.runtime(), row.model(), row.weights(), m.phase(), m.promptTokens(), m.generatedTokens(),
                    m.depthTokens(), m.batch(), m.conditions());
            tests.computeIfAbsent(test, k -> new ArrayList<>()).add(row);
        }
        return tests.values().stream().map(RepeatedTest::new).filter(test -> test.rows().size() > 1).toList();
    }
}
