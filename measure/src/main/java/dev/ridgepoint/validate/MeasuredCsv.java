package dev.ridgepoint.validate;

import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Our own table of measurements: one row a rate. Columns that it does not know become notes. */
final class MeasuredCsv implements ResultReader {

    private static final String RATE = "tokens_per_second";
    private static final List<String> REQUIRED = List.of("weights", "phase", "prompt_tokens", "generated_tokens", RATE);
    private static final Set<String> KNOWN = Set.of(
            "source", "hardware", "runtime", "architecture", "model", "weights", "phase", "prompt_tokens", "generated_tokens", "depth_tokens", "batch",
            RATE, "stddev", "notes");

    @Override
    public boolean recognises(ResultText text) {
        return !text.beginsWith("[{|") && CsvRecords.header(text).size() >= REQUIRED.size();
    }

    @Override
    public ResultRows read(ResultText text, GivenNames given) {
        checkHeader(text, CsvRecords.header(text), given);
        List<MeasuredRow> rows = new ArrayList<>();
        for (Fields fields : CsvRecords.read(text)) {
            rows.add(row(fields));
        }
        return new ResultRows(rows, List.of());
    }

    private static void checkHeader(ResultText text, List<String> header, GivenNames given) {
        List<String> missing = new ArrayList<>();
        if (given.hardware().isEmpty() && !header.contains("hardware")) {
            missing.add("hardware");
        }
        if (given.model().isEmpty() && !header.contains("architecture") && !header.contains("model")) {
            missing.add("architecture");
        }
        REQUIRED.stream().filter(column -> !header.contains(column)).forEach(missing::add);
        if (!missing.isEmpty()) {
            List<String> unknown = header.stream().filter(column -> !KNOWN.contains(column)).toList();
            String hint = Nearest.to(missing.get(0), unknown).map(other -> "; is '" + other + "' meant to be '" + missing.get(0) + "'?").orElse("");
            throw text.mistake(1, "", "no column " + missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + hint);
        }
    }

    private static MeasuredRow row(Fields fields) {
        PhaseName phase = fields.phase("phase");
        int prompt = fields.count("prompt_tokens");
        int generated = fields.count("generated_tokens");
        String counted = phase == PhaseName.PREFILL ? "prompt_tokens" : "generated_tokens";
        if ((phase == PhaseName.PREFILL ? prompt : generated) == 0) {
            throw fields.text().mistake(fields.line(), counted, "is 0 in " + fields.words("phase"));
        }
        String model = fields.words("architecture").isEmpty() ? fields.words("model") : fields.words("architecture");
        return new MeasuredRow(
                fields.text().place(fields.line()), fields.words("source"), fields.words("hardware"), fields.words("runtime"), model,
                fields.required("weights"), phase, prompt, generated, fields.count("depth_tokens", 0), fields.count("batch", 1),
                fields.rate(RATE), fields.spread("stddev"), notes(fields));
    }

    private static String notes(Fields fields) {
        List<String> notes = new ArrayList<>();
        if (!fields.words("notes").isEmpty()) {
            notes.add(fields.words("notes"));
        }
        fields.values().forEach((name, value) -> {
            if (!KNOWN.contains(name) && !value.isBlank()) {
                notes.add(name + "=" + value.strip());
            }
        });
        return String.join(";", notes);
    }
}
