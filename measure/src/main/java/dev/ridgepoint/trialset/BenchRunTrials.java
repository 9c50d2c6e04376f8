package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.RawTrial;
import dev.ridgepoint.result.ResultFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A result of {@code bench run} as trials, a row a token. The first token's time is that of the prompt. */
final class BenchRunTrials {

    private static final List<String> HEADER = List.of("model", "weights", "phase", "iteration", "token", "latency_ms");

    private BenchRunTrials() { }

    /** @throws InvalidInputException if it is no benchmark run, or one without its trials */
    static Sheet read(Path file) {
        BenchmarkResult result = ResultFile.read(file).result();
        if (result.extension() == null || result.extension().trials() == null || result.extension().trials().isEmpty()) {
            throw new InvalidInputException(file.toString(), "extension.trials: a run without its trials says nothing about how they spread");
        }
        BenchmarkResult.Model model = result.metadata().model();
        Sheet.Rows rows = new Sheet.Rows(file, HEADER);
        for (RawTrial trial : result.extension().trials()) {
            List<Double> times = new ArrayList<>(trial.interTokenMs() == null ? List.of() : trial.interTokenMs());
            times.add(0, trial.firstTokenMs());
            for (int i = 0; i < times.size(); i++) {
                rows.add(1, List.of(text(model.name()), text(model.quantization()), i == 0 ? "prefill" : "decode",
                        "" + trial.iteration(), "" + (i + 1), text(times.get(i))));
            }
        }
        return rows.sheet();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
