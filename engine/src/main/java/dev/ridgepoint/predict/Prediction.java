package dev.ridgepoint.predict;

import dev.ridgepoint.backend.Interval;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.InferencePotential;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.Optional;

/**
 * A prediction with everything it was made of.
 *
 * @param workload  the model and its formats
 * @param roofline  the device's ceilings
 * @param request   what was asked
 * @param prefill   the prompt; empty when there is none
 * @param decode    the generation; empty when there is none
 * @param memory    what must be held at once
 * @param operators every operator that ran, prefill's first
 */
public record Prediction(
        Workload workload, Roofline roofline, Request request, Optional<Phase> prefill, Optional<Phase> decode, MemoryFootprint memory,
        List<OperatorPrediction> operators) {

    /** The two phases of inference. */
    public enum PhaseName { PREFILL, DECODE }

    /**
     * A phase. Prefill's figures are of the whole prompt, decode's of the mean step.
     *
     * @param name          which
     * @param tokens        tokens of each sequence: the prompt's length, or the generation's
     * @param batch         sequences
     * @param flops         FLOPs
     * @param bytes         bytes moved, at whatever level
     * @param mainBytes     bytes charged at main memory
     * @param seconds       predicted time
     * @param attainable    FLOP/s that the ceilings allow: {@code min(peak, OI x bandwidth)}, or more where bytes stay in a nearer level
     * @param roofline      the ceilings
     * @param execution     execution of latent attention; {@code ALWAYS} when the model has none
     */
    public record Phase(
            PhaseName name, int tokens, int batch, double flops, double bytes, double mainBytes, double seconds, double attainable,
            Roofline roofline, Operator.Execution execution) {

        /** FLOPs a byte. */
        public double operationalIntensity() {
            return flops / bytes;
        }

        /** Achieved FLOP/s. */
        public double performance() {
            return flops / seconds;
        }

        /** Tokens a second over all sequences: of the prompt in prefill, generated in decode. */
        public double tokensPerSecond() {
            return (name == PhaseName.PREFILL ? (double) batch * tokens : batch) / seconds;
        }

        /** Which roof is over the phase. */
        public Bound bound() {
            return roofline.boundAt(operationalIntensity());
        }

        /** Model FLOP utilisation: achieved FLOP/s over the peak. */
        public double mfu() {
            return performance() / roofline.peak();
        }

        /** Model bandwidth utilisation: bytes a second through main memory over its bandwidth. */
        public double mbu() {
            return mainBytes / seconds / roofline.bandwidth();
        }

        /** How far the rate may lie from the predicted one, where a runtime says so. */
        public Optional<Interval> interval() {
            Spread.Kind kind = name == PhaseName.DECODE ? Spread.Kind.DECODE : tokens > Spread.SHORT ? Spread.Kind.PREFILL : Spread.Kind.SHORT_PREFILL;
            return Optional.ofNullable(roofline.backend()).flatMap(backend -> backend.interval(kind));
        }

        /** What the device could still give. */
        public InferencePotential potential() {
            return InferencePotential.of(roofline, operationalIntensity(), performance(), attainable);
        }
    }

    /** Seconds to the first token: the prompt's. */
    public double timeToFirstToken() {
        return prefill.map(Phase::seconds).orElse(0.0);
    }

    /** Seconds of the whole request. */
    public double totalSeconds() {
        return timeToFirstToken() + decode.map(phase -> phase.seconds() * phase.tokens()).orElse(0.0);
    }
}
