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
    OVERHEAD_CLOCK(1, 0.01, 2),
    /**
     * Microseconds that an operator costs in a prompt, where only generation is recorded as a graph and prompts are launched kernel by kernel; else as
     * any other.
     */
    PROMPT_OVERHEAD(8, 0.01, 1e4),
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
    /** Share of its peak that the matrix unit reaches in products in the weights' own compute format. */
    NATIVE(0.7, 0.01, 1),
    /** The same in products with routed experts, each of which multiplies few rows. */
    NATIVE_EXPERTS(0.5, 0.01, 1),
    /** Rows that such a product spends on filling its tiles. */
    NATIVE_RAMP(30, 0.1, 1e4),
    /**
     * Share of the FP16 peak in attention of a generated token, where the runtime gives that to the matrix unit; without it, the vector unit's peak
     * bounds it.
     */
    TOKEN_ATTENTION(0.3, 0.002, 1),
    /** Share of a link's bandwidth that collectives reach. */
    EXCHANGE(0.7, 0.02, 1),
    /** Microseconds that a collective costs beside the link's own latency. */
    EXCHANGE_OVERHEAD(5, 0.01, 1e4),
    /** Microseconds that each sequence costs in a step of a server: sampling, bookkeeping, sending the token off. */
    SEQUENCE(5, 0.01, 1e4),
    /** Milliseconds that a request takes in a server beside its prompt: reading, cutting into tokens, scheduling. */
    REQUEST(10, 0.01, 1e4),
    /** Share of the time of other requests' prompts that a server's generation waits for: less than one where passes mix the two. */
    PROMPT_WAIT(0.9, 0.05, 1),
    /** Share of the requests in flight whose prompts are in line before a new one: how much requests come in bunches. */
    BUNCHING(0.05, 0.001, 0.5),
    /** Share of the device's memory that a server gives to weights and cache. */
    MEMORY(0.9, 0.5, 1),
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
