package dev.ridgepoint.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What {@code bench run} writes. The time to the first token is the prompt's, the time of each token after it decode's, that of an encoder's pass a prompt's;
 * of several statistics the median is taken.
 */
final class BenchRunJson implements ResultReader {

    /** Who its rows say they are from. */
    static final String SOURCE = "bench run";

    @Override
    public boolean recognises(ResultText text) {
        return text.beginsWith("[{") && text.text().contains("\"metadata\"") && text.text().contains("\"benchmark_config\"");
    }

    @Override
    public ResultRows read(ResultText text, GivenNames given) {
        List<MeasuredRow> rows = new ArrayList<>();
        for (JsonRecords.Located run : JsonRecords.read(text)) {
            addRows(text, run, rows);
        }
        return new ResultRows(rows, List.of());
    }

    private static void addRows(ResultText text, JsonRecords.Located run, List<MeasuredRow> rows) {
        JsonNode metadata = run.object().path("metadata");
        JsonNode config = metadata.path("benchmark_config");
        int batch = whole(text, run, config, "batch_size", 1);
        int input = whole(text, run, config, "input_length", 1);
        int output = whole(text, run, config, "output_length", 0);
        Run of = new Run(text, run, metadata, run.object().path("extension"), batch);
        JsonNode embedding = run.object().at("/extension/embedding");
        if (embedding.isObject()) {
            rows.add(of.row(PhaseName.PREFILL, input, 0, (double) batch * input, embedding, "embedding_ms"));
            return;
        }
        JsonNode latency = run.object().path("results").path("latency");
        rows.add(of.row(PhaseName.PREFILL, input, 0, (double) batch * input, latency, "first_token_ms"));
        if (output > 1) {
            rows.add(of.row(PhaseName.DECODE, input, output - 1, batch, latency, "subsequent_token_ms"));
        }
    }

    private static int whole(ResultText text, JsonRecords.Located run, JsonNode config, String name, int least) {
        JsonNode value = config.path(name);
        if (!value.canConvertToInt() || value.asInt() < least) {
            throw text.mistake(run.line(), "metadata.benchmark_config." + name, value.isMissingNode() ? "is missing"
                    : "'" + value.asText() + "' is not a whole number of " + least + " or more");
        }
        return value.asInt();
    }

    /** What all rows of one run share. */
    private record Run(ResultText text, JsonRecords.Located located, JsonNode metadata, JsonNode extension, int batch) {

        MeasuredRow row(PhaseName phase, int input, int generated, double tokens, JsonNode latency, String name) {
            JsonNode statistics = latency.path(name);
            JsonNode middle = statistics.isNumber() ? statistics
                    : statistics.path("median").isNumber() ? statistics.path("median") : statistics.path("mean");
            if (!middle.isNumber() || !(middle.asDouble() > 0)) {
                throw text.mistake(located.line(), "results.latency." + name, "has neither median nor mean above 0");
            }
            double seconds = middle.asDouble() / 1000;
            JsonNode spread = statistics.path("std");
            // To first order, a rate spreads by the same fraction as its time.
            OptionalDouble stddev = !spread.isNumber() ? OptionalDouble.empty() : OptionalDouble.of(tokens / seconds * spread.asDouble() / middle.asDouble());
            return new MeasuredRow(
                    text.place(located.line()), SOURCE,
                    first(extension.at("/prediction/hardware"), extension.at("/embedding/prediction/hardware"), metadata.at("/device_info/name"),
                            metadata.path("device")),
                    first(extension.at("/setup/runtime"), metadata.path("runtime")), metadata.at("/model/name").asText(""),
                    metadata.at("/model/quantization").asText(""), phase, input, generated,
                    extension.at("/setup/depth").asInt(0), batch, tokens / seconds, stddev, notes(input));
        }

        private static String first(JsonNode... names) {
            return Arrays.stream(names).filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElse("");
        }

        private String notes(int input) {
            List<String> notes = new ArrayList<>();
            // A prompt goes in one pass.
            notes.add(MeasuredRow.MICRO_BATCH + "=" + batch * (long) input);
            if (extension.at("/setup/layers").isInt()) {
                notes.add(MeasuredRow.LAYERS + "=" + extension.at("/setup/layers").asInt());
                // What our own decoders hold between operators and in the cache.
                notes.add(MeasuredRow.CACHE + "=" + BlockFormat.F32.id());
                notes.add(MeasuredRow.ACTIVATIONS + "=" + NumberFormat.FP32.id());
            }
            return String.join(";", notes);
        }
    }
}
