package dev.ridgepoint.validate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import java.util.Optional;

/**
 * A measurement, and all that its prediction needs.
 *
 * @param measured      the measurement
 * @param hardware      its device
 * @param ideal         predicts it with fused attention
 * @param predictor     predicts it with the runtime's attention
 * @param request       what was asked
 * @param backend       its runtime, where the library has it
 * @param circumstances how that was built and run
 */
public record PreparedRow(
        MeasuredRow measured, Hardware hardware, Predictor ideal, Predictor predictor, Request request, Optional<Backend> backend,
        Circumstances circumstances) {

    /** The device's ceilings under a runtime, which may be another than its own. */
    public Roofline under(Backend other) {
        Numerics numerics = predictor.workload().numerics();
        return Roofline.under(hardware, numerics, BackendRates.of(other, hardware, numerics, predictor.workload().kernel(), circumstances));
    }

    /** The same test with another rate. */
    public PreparedRow measuring(double tokensPerSecond) {
        return new PreparedRow(measured.measuring(tokensPerSecond), hardware, ideal, predictor, request, backend, circumstances);
    }

    /** How predictions of its kind are spread. */
    public Spread.Kind kind() {
        return kind(measured.phase(), measured.promptTokens());
    }

    /** How predictions of a phase are spread. */
    public static Spread.Kind kind(PhaseName phase, int promptTokens) {
        return phase == PhaseName.DECODE ? Spread.Kind.DECODE : promptTokens > Spread.SHORT ? Spread.Kind.PREFILL : Spread.Kind.SHORT_PREFILL;
    }
}
