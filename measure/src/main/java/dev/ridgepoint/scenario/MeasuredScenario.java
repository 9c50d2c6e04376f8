package dev.ridgepoint.scenario;

import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Extension.Spread;
import dev.ridgepoint.result.RawTrial;
import java.util.Locale;
import java.util.Optional;

/**
 * One scenario at one batch size. Each figure is worked out run by run; what stands here is the median of the runs and their standard deviation, over n - 1 and
 * null for a single run. Rates count the tokens of all sequences.
 *
 * @param scenarioId       {@code S1}
 * @param promptLength     tokens of each sequence's prompt
 * @param decodeLength     tokens generated for each sequence, the first by the prompt's pass
 * @param batch            sequences
 * @param runs             that count
 * @param interfered       of them, those kept although the machine was disturbed
 * @param ttftMedianMs     the prompt's pass, as its caller sees it
 * @param ttftStdMs        its spread
 * @param tpsMedian        decode: {@code batch (N - 1)} over the time of the {@code N - 1} steps; null when there are none
 * @param tpsStd           its spread
 * @param prefillTpsMedian {@code batch x prompt} over the time to the first token
 * @param prefillTpsStd    its spread
 * @param stepTpsMedian    {@code batch} over the median step of all runs; null when there are none
 * @param requestTpsMedian {@code batch x N} over all passes, the prompt's included
 * @param peakMemoryMb     most resident memory while it ran; null where that cannot be known
 * @param predicted        what the model says; null when no device was named
 * @param utilisation      of that device; null when none was named
 * @param file             every trial, as {@code bench run} writes it
 */
public record MeasuredScenario(
        String scenarioId, int promptLength, int decodeLength, int batch, int runs, int interfered, double ttftMedianMs, Double ttftStdMs, Double tpsMedian,
        Double tpsStd, double prefillTpsMedian, Double prefillTpsStd, Double stepTpsMedian, double requestTpsMedian, Double peakMemoryMb,
        Predicted predicted, Utilisation utilisation, String file) {

    /**
     * What the model says.
     *
     * @param ttftMs       the prompt
     * @param tps          decode; null when nothing is generated after the first token
     * @param prefillTps   prompt tokens a second
     * @param requestTps   all tokens over all passes
     * @param prefillBound {@code compute} or {@code memory}
     * @param decodeBound  the same, or null
     */
    public record Predicted(double ttftMs, Double tps, double prefillTps, double requestTps, String prefillBound, String decodeBound) {

        static Predicted of(Prediction prediction) {
            Phase prefill = prediction.prefill().orElseThrow();
            Optional<Phase> decode = prediction.decode();
            double tokens = prediction.request().batch() * (prediction.request().generate() + 1.0);
            return new Predicted(1e3 * prefill.seconds(), decode.map(Phase::tokensPerSecond).orElse(null), prefill.tokensPerSecond(),
                    tokens / prediction.totalSeconds(), bound(prefill), decode.map(Predicted::bound).orElse(null));
        }

        private static String bound(Phase phase) {
            return phase.bound().name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The model's FLOPs, or its bytes through main memory, over the median time and the device's peak, or its bandwidth. What the runtime itself does beyond
     * the model's own work counts for nothing.
     *
     * @param prefillMfu model FLOP utilisation of the prompt's pass
     * @param prefillMbu model bandwidth utilisation of it
     * @param decodeMfu  of the mean step; null when there is none
     * @param decodeMbu  of the mean step; null when there is none
     */
    public record Utilisation(double prefillMfu, double prefillMbu, Double decodeMfu, Double decodeMbu) {

        static Utilisation of(Prediction prediction, double ttftMs, Double stepMs) {
            Phase prefill = prediction.prefill().orElseThrow();
            Optional<Phase> decode = stepMs == null ? Optional.empty() : prediction.decode();
            return new Utilisation(mfu(prefill, ttftMs), mbu(prefill, ttftMs), decode.map(phase -> mfu(phase, stepMs)).orElse(null),
                    decode.map(phase -> mbu(phase, stepMs)).orElse(null));
        }

        private static double mfu(Phase phase, double ms) {
            return phase.flops() / (ms * 1e-3) / phase.roofline().peak();
        }

        private static double mbu(Phase phase, double ms) {
            return phase.mainBytes() / (ms * 1e-3) / phase.roofline().bandwidth();
        }
    }

    static MeasuredScenario of(Scenario scenario, int batch, BenchmarkResult result, Optional<Prediction> prediction, String file) {
        Summary ttft = result.results().latency().firstTokenMs();
        Summary step = result.results().latency().subsequentTokenMs();
        Summary tps = result.results().throughput().tokensPerSecondAfterFirst();
        Summary prefill = Summary.of(result.iterations().stream().mapToDouble(Iteration::firstTokenMs)
                .map(ms -> 1e3 * batch * scenario.prompt() / ms).toArray());
        Spread steps = result.extension().spread().get("inter_token_ms");
        return new MeasuredScenario(scenario.id(), scenario.prompt(), scenario.generated(), batch, result.iterations().size(),
                (int) result.extension().trials().stream().filter(RawTrial::interfered).count(), ttft.median(), ttft.std(), tps.median(), tps.std(),
                prefill.median(), prefill.std(), steps == null ? null : (Double) (1e3 * batch / steps.median()),
                result.results().throughput().tokensPerSecond().median(), result.results().memory().peakMemoryUsageMb().max(),
                prediction.map(Predicted::of).orElse(null),
                prediction.map(p -> Utilisation.of(p, ttft.median(), step.median())).orElse(null), file);
    }

    /** Milliseconds of a token after the first, for each sequence; null when there is none. */
    public Double tokenMs() {
        return tpsMedian == null ? null : (Double) (1e3 * batch / tpsMedian);
    }
}
