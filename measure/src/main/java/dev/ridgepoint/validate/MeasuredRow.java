package dev.ridgepoint.validate;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured rate, with names as they were printed.
 *
 * @param place           where it stands: {@code llama-bench.csv:17}
 * @param source          who measured it; empty when the file does not say
 * @param hardware        the device: an id of the library, or a name as a runtime prints it; empty when the file does not say
 * @param runtime         what ran the model; empty when the file does not say
 * @param model           the model: an id, or a name as a runtime prints it; empty when the file does not say
 * @param weights         the weights format
 * @param phase           prefill or decode
 * @param promptTokens    tokens of each sequence's prompt; in decode, those that were processed before the generation
 * @param generatedTokens tokens generated for each sequence
 * @param depthTokens     tokens of each sequence already in the cache
 * @param batch           sequences
 * @param tokensPerSecond tokens a second over all sequences
 * @param stddev          standard deviation of that rate, if it is known
 * @param notes           what else is known, as {@code name=value} between semicolons: {@code ubatch=2048;threads=4}
 */
public record MeasuredRow(
        String place, String source, String hardware, String runtime, String model, String weights, PhaseName phase, int promptTokens,
        int generatedTokens, int depthTokens, int batch, double tokensPerSecond, OptionalDouble stddev, String notes) {

    /** Tokens that a runtime processes in one pass, all sequences together. */
    static final String MICRO_BATCH = "ubatch";
    /** Format of the KV cache. */
    static final String CACHE = "kv";
    /** Format of the activations between operators. */
    static final String ACTIVATIONS = "activations";
    /** Layers of the model as it ran, where it was cut or extended. */
    static final String LAYERS = "layers";
    /** Parameters of the model as the runtime counted them. */
    static final String PARAMETERS = "params";
    /** The model's file. */
    static final String MODEL_FILE = "file";
    /** What the runtime's build is called. */
    static final String VARIANT = "variant";
    /** Threads of a processor. */
    static final String THREADS = "threads";
    /** Layers that ran on the device. */
    static final String DEVICE_LAYERS = "ngl";
    /** What the test was a part of, where its source says so. */
    static final String SCENARIO = "scenario";

    /** @throws IllegalArgumentException if there is no work to time, or no rate */
    public MeasuredRow {
        if (!(tokensPerSecond > 0) || Double.isInfinite(tokensPerSecond)) {
            throw new IllegalArgumentException("a measured rate is above 0 and finite, not " + tokensPerSecond);
        }
        if (promptTokens < 0 || generatedTokens < 0 || depthTokens < 0 || batch < 1) {
            throw new IllegalArgumentException("token counts are 0 or more, and a batch is 1 or more");
        }
        if ((phase == PhaseName.PREFILL ? promptTokens : generatedTokens) == 0) {
            throw new IllegalArgumentException(phase.name().toLowerCase(Locale.ROOT) + " of 0 tokens");
        }
    }

    /** The value of a note, if it is there. */
    public Optional<String> note(String name) {
        for (String note : notes.split(";")) {
            if (note.startsWith(name + "=")) {
                return Optional.of(note.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The scenario that the test was a part of, if its source has one. */
    public Optional<String> scenario() {
        return note(SCENARIO);
    }

    /** The notes that say how the test ran, which its scenario does not. */
    public List<String> conditions() {
        return Arrays.stream(notes.split(";")).filter(note -> !note.startsWith(SCENARIO + "=")).toList();
    }

    /** The same measurement of another device or model, where one is given. */
    MeasuredRow with(GivenNames given) {
        return new MeasuredRow(
                place, source, given.hardware().orElse(hardware), runtime, given.model().orElse(model), weights, phase, promptTokens,
                generatedTokens, depthTokens, batch, tokensPerSecond, stddev, notes);
    }

    /** The same test with another rate. */
    MeasuredRow measuring(double rate) {
        return new MeasuredRow(place, source, hardware, runtime, model, weights, phase, promptTokens, generatedTokens, depthTokens, batch, rate, stddev, notes);
    }

    /** The same measurement with one more note. */
    MeasuredRow noting(String name, Object value) {
        String note = name + "=" + value;
        return new MeasuredRow(place, source, hardware, runtime, model, weights, phase, promptTokens, generatedTokens, depthTokens, batch, tokensPerSecond, stddev,
                notes.isEmpty() ? note : notes + ";" + note);
    }

    /** What was measured, in words: {@code apple-m1 llama-2-7b q8_0 decode 128}. */
    public String words() {
        return String.join(" ", hardware, model, weights, test()).strip().replaceAll(" +", " ");
    }

    /** The test alone: {@code decode 128 after 4096}. */
    public String test() {
        int before = depthTokens + (phase == PhaseName.DECODE ? promptTokens : 0);
        return (phase == PhaseName.PREFILL ? "prefill " + promptTokens : "decode " + generatedTokens) + (before > 0 ? " after " + before : "")
                + (batch > 1 ? ", batch " + batch : "");
    }
}
