package dev.ridgepoint.validate;

import java.util.ArrayList;
import java.util.List;

/** {@code llama-bench -o csv}. */
final class LlamaBenchCsv implements ResultReader {

    @Override
    public boolean recognises(ResultText text) {
        List<String> header = CsvRecords.header(text);
        return header.contains("model_type") && header.contains("avg_ts");
    }

    @Override
    public ResultRows read(ResultText text, GivenNames given) {
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (Fields fields : CsvRecords.read(text)) {
            new LlamaBenchRecord(fields).addTo(rows, skipped);
        }
        return new ResultRows(rows, skipped);
    }
}
