package dev.ridgepoint.backend;

import dev.ridgepoint.input.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a backend is made of. Every parameter is positive and is fitted on a logarithmic scale; a share of a ceiling is never above 1.
 *
 * <p>A product of {@code T} rows with weights of {@code n} numbers in {@code q} bytes takes
 *
 * <pre>
 * p4(q / bandwidth, arithmetic) + activations + overhead,   p4(a, b) = (a^4 + b^4)^(1/4)
 * bandwidth = 1 / p2(1 / (STREAMING peak bandwidth), 1 / (CORE_STREAMING cores clock))
 * </pre>
 *
 * since streaming and arithmetic overlap but not entirely. The arithmetic depends on the {@link ProductKernel}.
 */
public enum Parameter {
    /** Share of main memory's bandwidth that weights stream at. */
    STREAMING(0.85, 0.3, 1),
    /** Bytes of weights that one core can have arriving in a clock: what a wide chip with fast memory is short of. */
    CORE_STREAMING(10, 0.1, 1e4),
    /** Microseconds that an operator costs beside its work on a chip of {@link BackendRates#REFERENCE_CLOCK}. */
    OVERHEAD(4, 0.01, 1e4),
    /** Overhead grows with {@code (reference clock / clock)} to this power. */
    OVERHEAD_CLOCK(1.5, 0.01, 4),
    /** Microseconds that a pass costs beside its operators. */
    PASS(100, 0.01, 1e6),
    /** Microseconds that a product with routed experts costs more than another, for one token. */
    EXPERTS(5, 0.01, 1e5),
    /** The same for several tokens, whose rows are sorted by expert first. */
    EXPERTS_SORTED(15, 0.01, 1e6),
    /** Share of the vector unit's FP32 peak at which one row is multiplied with quantised weights, which are expanded on the way. */
    VECTOR(0.5, 0.005, 1),
    /** A vector product of T rows costs T to this power of one row: the expanded weights are used again. */
    VECTOR_ROWS(0.5, 0.01, 1),
    /** Share of the INT8 peak in products of quantised weights with activations quantised on the way. */
    INTEGER(0.4, 0.01, 1),
    /** Operations a core a clock that the same products reach at most. */
    CORE_INTEGER(2000, 10, 1e6),
    /** Share of the FP16 peak that they reach where the chip multiplies no integers. */
    INTEGER_FALLBACK(0.4, 0.01, 1),
    /** Rows that a product in integers spends on filling its tiles: it is as slow as with so many more. */
    INTEGER_RAMP(15, 0.1, 1e3),
    /** Share of the FP16 peak in products of 16 bits. */
    HALF(0.6, 0.01, 1),
    /** Operations a core a clock that the same products reach at most. */
    CORE_HALF(10000, 10, 1e6),
    /** Rows that a product in 16 bits spends on filling its tiles. */
    HALF_RAMP(15, 0.1, 1e3),
    /** Share of main memory's bandwidth at which weights are expanded to 16 bits in memory, where a product needs them so. */
    EXPANSION(0.7, 0.05, 1),
    /** GFLOP that products of 16 bits reach for each joule of the board's power: what keeps a wide chip from its clock. */
    HALVES_PER_JOULE(600, 1, 1e6),
    /** The same of products in integers. */
    INTEGERS_PER_JOULE(600, 1, 1e6),
    /** Share of the streaming rate at which activations move. */
    ACTIVATIONS(0.8, 0.02, 1),
    /** Share of the FP16 peak in attention whose scores go through memory. */
    ATTENTION(0.2, 0.002, 1),
    /** Share of the streaming rate at which its scores and the cache move in a prompt. */
    SCORES(0.4, 0.01, 1),
    /** Share of the streaming rate at which the cache is read to generate a token, scores in memory. */
    CACHE(0.3, 0.01, 1),
    /** Share of the FP16 peak in fused attention. */
    FUSED_ATTENTION(0.3, 0.002, 1),
    /** Share of the streaming rate at which fused attention reads the cache to generate a token. */
    FUSED_CACHE(0.7, 0.02, 1),
    /** Factor on the time of generated tokens: what is left of a device of its own. */
    DECODE_TIME(1, 0.2, 5),
    /** Factor on the time of prompts. */
    PREFILL_TIME(1, 0.2, 5);

    private final double expected;
    private final double least;
    private final double most;

    Parameter(double expected, double least, double most) {
        this.expected = expected;
        this.least = least;
        this.most = most;
    }

    /** What is expected before anything was measured. */
    public double expected() {
        return expected;
    }

    /** Least value that makes sense. */
    public double least() {
        return least;
    }

    /** Greatest value that physics allows. */
    public double most() {
        return most;
    }

    /** Name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The parameter of that name. */
    static Optional<Parameter> named(String id) {
        return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
    }

    /** A hint at the nearest name. */
    static String hint(String id) {
        List<String> ids = Arrays.stream(values()).map(Parameter::id).toList();
        return Nearest.hint(id, ids);
    }
}
