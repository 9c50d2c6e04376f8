package dev.ridgepoint.validate;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One test of llama-bench, by the field names of its JSON and CSV. Prompt and generation are timed apart, from an empty cache or behind {@code n_depth}
 * tokens; a test of both in one rate belongs to no phase.
 */
final class LlamaBenchRecord {

    /** {@code qwen2 7B Q4_K - Medium}, {@code llama 7B mostly Q4_0}, {@code gpt-oss 20B MXFP4 MoE}: architecture, size, file type. */
    private static final Pattern MODEL_TYPE = Pattern.compile("(\\S+ \\S+?)(?: (?:mostly|all))? (\\S+(?: - \\w+| MoE)?(?: \\(guessed\\))?)");

    private final Fields fields;

    LlamaBenchRecord(Fields fields) {
        this.fields = fields;
    }

    /** Adds it to the rows, or to those skipped. */
    void addTo(List<MeasuredRow> rows, List<SkippedRow> skipped) {
        int prompt = fields.count("n_prompt", 0);
        int generated = fields.count("n_gen", 0);
        String place = fields.text().place(fields.line());
        if (prompt > 0 && generated > 0) {
            skipped.add(new SkippedRow(place + ": " + fields.words("model_type") + " pp" + prompt + "+tg" + generated,
                    "prompt and generation share one rate, which belongs to neither phase"));
            return;
        }
        if (prompt == 0 && generated == 0) {
            throw fields.text().mistake(fields.line(), "n_prompt", "n_prompt and n_gen are both 0");
        }
        Matcher type = MODEL_TYPE.matcher(fields.required("model_type"));
        if (!type.matches()) {
            skipped.add(new SkippedRow(place + ": " + fields.words("model_type"), "the model's type names no size and file type"));
            return;
        }
        String backends = fields.words("backends");
        boolean gpu = !fields.words("gpu_info").isEmpty() && !backends.equals("CPU");
        rows.add(new MeasuredRow(
                place, "llama-bench", fields.words(gpu ? "gpu_info" : "cpu_info"),
                "llama.cpp" + (backends.isEmpty() ? "" : "-" + backends.toLowerCase(Locale.ROOT)), type.group(1), type.group(2),
                prompt > 0 ? PhaseName.PREFILL : PhaseName.DECODE, prompt, generated, fields.count("n_depth", 0), 1,
                fields.rate("avg_ts"), fields.spread("stddev_ts"), notes()));
    }

    private String notes() {
        List<String> notes = new ArrayList<>();
        note(notes, MeasuredRow.MICRO_BATCH, "n_ubatch");
        if (fields.words("type_k").equals(fields.words("type_v"))) {
            note(notes, MeasuredRow.CACHE, "type_k");
        }
        note(notes, MeasuredRow.DEVICE_LAYERS, "n_gpu_layers");
        note(notes, "threads", "n_threads");
        note(notes, "fa", "flash_attn");
        note(notes, "build", "build_commit");
        note(notes, MeasuredRow.PARAMETERS, "model_n_params");
        note(notes, MeasuredRow.MODEL_FILE, "model_filename");
        return String.join(";", notes);
    }

    private void note(List<String> notes, String name, String field) {
        if (!fields.words(field).isEmpty()) {
            notes.add(name + "=" + fields.words(field).replace(';', ','));
        }
    }
}
