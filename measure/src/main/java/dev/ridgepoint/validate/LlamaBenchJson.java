package dev.ridgepoint.validate;

import java.util.ArrayList;
import java.util.List;

/** {@code llama-bench -o json}, an array, and {@code -o jsonl}, a line a test. */
final class LlamaBenchJson implements ResultReader {

    @Override
    public boolean recognises(ResultText text) {
        return text.text().contains("\"model_type\"") && text.text().contains("\"n_prompt\"") && text.text().contains("{");
    }

    @Override
    public ResultRows read(ResultText text, GivenNames given) {
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (JsonRecords.Located located : JsonRecords.read(text)) {
            new LlamaBenchRecord(JsonRecords.fields(text, located)).addTo(rows, skipped);
        }
        return new ResultRows(rows, skipped);
    }
}
