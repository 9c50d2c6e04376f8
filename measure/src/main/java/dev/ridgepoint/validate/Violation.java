package dev.ridgepoint.validate;

import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Locale;
import java.util.Optional;

/**
 * A measurement above its roof, by more than its noise.
 *
 * @param row    the measurement and its prediction
 * @param roof   which roof it breaks
 * @param reason what it would need of what there is, and a cause where one is known
 */
public record Violation(ValidatedRow row, Roof roof, String reason) {

    /** What a measurement may be above. */
    public enum Roof {
        /** The bandwidth of main memory. */
        MEMORY,
        /** The peak of the arithmetic that the weights format stands for. */
        COMPUTE,
        /** Neither by itself, but the sum of operators that each wait for one of them. */
        OPERATORS;

        /** The name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a rate of unknown spread may be above its roof before that is worth telling. */
    private static final double UNKNOWN_NOISE = 0.02;
    /** How many standard deviations are noise. */
    private static final double SIGMAS = 2;

    /** The violation that a row is, if it is one. */
    static Optional<Violation> of(ValidatedRow row) {
        double noise = row.measured().stddev().isPresent() ? SIGMAS * row.measured().stddev().getAsDouble() : UNKNOWN_NOISE * row.roof();
        if (row.measured().tokensPerSecond() - row.roof() <= noise) {
            return Optional.empty();
        }
        Roofline roofline = row.ideal().roofline();
        double needed = row.measuredFlops();
        String compute = Quantity.format(needed, Dimension.OPERATIONS_PER_SECOND) + " of the "
                + Quantity.format(roofline.peak(), Dimension.OPERATIONS_PER_SECOND)
                + " of its " + roofline.roof().key() + " " + roofline.roof().unit().name().toLowerCase(Locale.ROOT) + " peak";
        String memory = Quantity.format(row.measuredBandwidth(), Dimension.BYTES_PER_SECOND) + " of the "
                + Quantity.format(roofline.bandwidth(), Dimension.BYTES_PER_SECOND) + " of its " + roofline.levels().get(roofline.mainLevel()).name();
        if (needed > roofline.peak()) {
            return Optional.of(new Violation(row, Roof.COMPUTE, "compute: would need " + compute + cause(row, Roof.COMPUTE)));
        }
        if (row.measuredBandwidth() > roofline.bandwidth()) {
            return Optional.of(new Violation(row, Roof.MEMORY, "memory bandwidth: " + traffic(row) + " would need " + memory + cause(row, Roof.MEMORY)));
        }
        return Optional.of(new Violation(row, Roof.OPERATORS, "operators: would need " + memory + " and " + compute
                + ", so operators that wait for one must overlap with those that wait for the other" + cause(row, Roof.OPERATORS)));
    }

    /** Bytes of a pass and how many there were a second: {@code 6.9 GB a token x 54.1 tokens/s}. */
    private static String traffic(ValidatedRow row) {
        String pass = row.measured().phase() == PhaseName.PREFILL ? "prompt" : row.measured().batch() == 1 ? "token" : "step";
        return Quantity.format(row.ideal().mainBytes(), Dimension.BYTES) + " a " + pass + " x "
                + Quantity.significant(row.measuredBandwidth() / row.ideal().mainBytes()) + " " + pass + "s/s";
    }

    /** Why a row may rightly be above the roof that it is held against. */
    private static String cause(ValidatedRow row, Roof roof) {
        Optional<String> fasterArithmetic = roof == Roof.MEMORY ? Optional.empty() : fasterArithmetic(row);
        return fasterArithmetic.or(() -> skewedRouting(row)).map(cause -> "; known cause: " + cause)
                .or(() -> roof == Roof.COMPUTE ? Optional.empty() : unknownMicroBatch(row)).orElse("");
    }

    /** Larger micro-batches read the weights less often than was predicted. */
    private static Optional<String> unknownMicroBatch(ValidatedRow row) {
        MeasuredRow m = row.measured();
        boolean several = m.phase() == PhaseName.PREFILL && (long) m.promptTokens() * m.batch() > Validator.MICRO_BATCH;
        return several && m.note(MeasuredRow.MICRO_BATCH).isEmpty()
                ? Optional.of("; predicted in micro-batches of " + Validator.MICRO_BATCH + " tokens, as the row does not say its own (note 'ubatch')")
                : Optional.empty();
    }

    /** Kernels may multiply in an arithmetic that is faster than the one the weights are said to be multiplied in. */
    private static Optional<String> fasterArithmetic(ValidatedRow row) {
        if (!row.measured().runtime().startsWith("llama.cpp") || row.measured().phase() != PhaseName.PREFILL) {
            return Optional.empty();
        }
        Hardware hardware = row.hardware();
        boolean quantised = row.workload().weightBytes() < 1.9 * row.workload().architecture().parameters();
        Optional<Peak> peak = quantised
                ? hardware.peak(ComputeUnit.MATRIX, NumberFormat.INT8).or(() -> hardware.peak(ComputeUnit.VECTOR, NumberFormat.INT8))
                : hardware.peaks().stream().filter(p -> p.halfAccumulate() && p.format() == NumberFormat.FP16).findFirst();
        return peak.filter(p -> p.rate().value() >= row.measuredFlops() && p.rate().value() > row.ideal().roofline().peak())
                .map(p -> (quantised ? "llama.cpp multiplies quantised weights as integers" : "llama.cpp lets cuBLAS add up in FP16") + ", here at up to "
                        + Quantity.format(p.rate().value(), Dimension.OPERATIONS_PER_SECOND));
    }

    /** Several tokens rarely spread over the experts as evenly as the prediction has it. */
    private static Optional<String> skewedRouting(ValidatedRow row) {
        int tokens = row.measured().batch() * (row.measured().phase() == PhaseName.PREFILL ? row.measured().promptTokens() : 1);
        if (tokens == 1) {
            return Optional.empty();
        }
        for (LayerGroup group : row.workload().architecture().groups()) {
            for (FeedForward block : group.feedForwards()) {
                // Beyond that, nearly every expert is touched however tokens are routed.
                if (block instanceof MixtureOfExperts moe && moe.expectedExperts(tokens) < 0.95 * moe.experts()) {
                    return Optional.of(tokens + " tokens are predicted to touch " + Quantity.significant(moe.expectedExperts(tokens)) + " of "
                            + moe.experts() + " experts, as if routed at random; alike tokens touch fewer");
                }
            }
        }
        return Optional.empty();
    }
}
