package dev.ridgepoint.sweep;

import dev.ridgepoint.predict.PhaseTotals;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.unit.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What every point has: what was asked, what the device states, and what was predicted. Decode is of the mean step. Named, defined and measured as the
 * columns of a study are, where a study has them; energy and cost are of all devices and as {@code cost} has them,
 * those without a phase of prompt and generation together for each token that is generated.
 */
public enum Metric implements Figure {
    PROMPT(Kind.COUNT, "_tokens", e -> e.request().prompt()),
    GENERATE(Kind.COUNT, "_tokens", e -> e.request().generate()),
    DEPTH(Kind.COUNT, "_tokens", e -> e.request().depth()),
    BATCH(Kind.COUNT, "", e -> e.request().batch()),
    MICRO_BATCH(Kind.COUNT, "_tokens", e -> e.request().microBatch()),
    PREFILL_FLOPS(Totals::prefill, "", (e, p) -> p.flops()),
    PREFILL_BYTES(Totals::prefill, "", (e, p) -> p.bytes()),
    PREFILL_OI(Totals::prefill, "_flop_per_byte", (e, p) -> p.flops() / p.bytes()),
    PREFILL_TIME(Totals::prefill, "_s", (e, p) -> p.seconds()),
    PREFILL_RATE(Totals::prefill, "_tokens_per_s", (e, p) -> (double) e.request().batch() * e.request().prompt() / p.seconds()),
    PREFILL_PERFORMANCE(Totals::prefill, "_flop_per_s", (e, p) -> p.flops() / p.seconds()),
    PREFILL_MFU(Totals::prefill, "", (e, p) -> p.flops() / p.seconds() / e.roofline().peak()),
    PREFILL_MBU(Totals::prefill, "", (e, p) -> p.mainBytes() / p.seconds() / e.roofline().bandwidth()),
    PREFILL_BOUND(Totals::prefill, (e, p) -> e.roofline().boundAt(p.flops() / p.bytes()).ordinal()),
    DECODE_FLOPS(Totals::decode, "", (e, p) -> p.flops() / e.request().generate()),
    DECODE_BYTES(Totals::decode, "", (e, p) -> p.bytes() / e.request().generate()),
    DECODE_OI(Totals::decode, "_flop_per_byte", (e, p) -> p.flops() / p.bytes()),
    DECODE_TIME(Totals::decode, "_s", (e, p) -> p.seconds() / e.request().generate()),
    DECODE_RATE(Totals::decode, "_tokens_per_s", (e, p) -> e.request().batch() / (p.seconds() / e.request().generate())),
    DECODE_PERFORMANCE(Totals::decode, "_flop_per_s", (e, p) -> p.flops() / p.seconds()),
    DECODE_MFU(Totals::decode, "", (e, p) -> p.flops() / p.seconds() / e.roofline().peak()),
    DECODE_MBU(Totals::decode, "", (e, p) -> p.mainBytes() / p.seconds() / e.roofline().bandwidth()),
    DECODE_BOUND(Totals::decode, (e, p) -> e.roofline().boundAt(p.flops() / p.bytes()).ordinal()),
    REQUEST_FLOPS(Kind.PREDICTED, "", e -> e.totals().prefill().flops() + e.totals().decode().flops()),
    REQUEST_BYTES(Kind.PREDICTED, "", e -> e.totals().prefill().bytes() + e.totals().decode().bytes()),
    REQUEST_TIME(Kind.PREDICTED, "_s", e -> e.totals().seconds()),
    TTFT(Totals::prefill, "_s", (e, p) -> p.seconds()),
    TPOT(Totals::decode, "_s", (e, p) -> p.seconds() / e.request().generate()),
    PREFILL_ENERGY_PER_TOKEN(Totals::prefill, "_j", (e, p) -> e.expense().prefillJoules(e) / e.request().batch() / e.request().prompt()),
    DECODE_ENERGY_PER_TOKEN(Totals::decode, "_j", (e, p) -> e.expense().decodeJoules(e) / e.request().batch()),
    ENERGY_PER_TOKEN(Totals::decode, "_j", (e, p) -> whole(e, Expense::prefillJoules, Expense::decodeJoules) / e.request().batch() / e.request().generate()),
    REQUEST_ENERGY(Kind.PREDICTED, "_j", e -> whole(e, Expense::prefillJoules, Expense::decodeJoules)),
    PREFILL_COST_PER_MTOK(Totals::prefill, "_usd", (e, p) -> 1e6 * e.expense().prefillDollars(e) / e.request().batch() / e.request().prompt()),
    DECODE_COST_PER_MTOK(Totals::decode, "_usd", (e, p) -> 1e6 * e.expense().decodeDollars(e) / e.request().batch()),
    COST_PER_MTOK(Totals::decode, "_usd",
            (e, p) -> 1e6 * whole(e, Expense::prefillDollars, Expense::decodeDollars) / e.request().batch() / e.request().generate()),
    REQUEST_COST(Kind.PREDICTED, "_usd", e -> whole(e, Expense::prefillDollars, Expense::decodeDollars)),
    PEAK(Kind.STATED, "_flop_per_s", e -> e.roofline().peak()),
    BANDWIDTH(Kind.STATED, "_bytes_per_s", e -> e.roofline().bandwidth()),
    RIDGE_OI(Kind.STATED, "_flop_per_byte", e -> e.roofline().ridgeIntensity()),
    TDP(Kind.STATED, "_w", e -> e.device().tdp()),
    PRICE(Kind.STATED, "_usd", e -> e.device().price()),
    PARAMETERS(Kind.STATED, "", Evaluation::parameters),
    WEIGHTS_BYTES(Kind.STATED, "", e -> e.predictor().workload().weightBytes()),
    CACHE_BYTES(Kind.STATED, "", Evaluation::cacheBytes),
    ACTIVATIONS_BYTES(Kind.STATED, "", Evaluation::activationsBytes),
    MEMORY_BYTES(Kind.STATED, "", Evaluation::memoryBytes),
    CAPACITY_BYTES(Kind.STATED, "", e -> e.device().capacity()),
    FITS(Kind.TRUTH, "", e -> e.memoryBytes() > e.device().capacity() ? 0 : 1);

    /** What the numbers are. */
    public enum Kind {
        /** Whole. */
        COUNT,
        /** 1 for true and 0 for false. */
        TRUTH,
        /** Known without a prediction. */
        STATED,
        /** A result. */
        PREDICTED,
        /** The place of a {@link dev.ridgepoint.roofline.Bound}. */
        BOUND
    }

    @FunctionalInterface
    private interface OfPhase {
        double of(Evaluation evaluation, PhaseTotals phase);
    }

    @FunctionalInterface
    private interface Spent {
        double of(Expense expense, Evaluation evaluation);
    }

    private final Kind kind;
    private final String suffix;
    private final ToDoubleFunction<Evaluation> value;

    Metric(Kind kind, String suffix, ToDoubleFunction<Evaluation> value) {
        this.kind = kind;
        this.suffix = suffix;
        this.value = value;
    }

    Metric(Function<Totals, PhaseTotals> phase, String suffix, OfPhase value) {
        this(Kind.PREDICTED, suffix, ofPhase(phase, value));
    }

    Metric(Function<Totals, PhaseTotals> phase, OfPhase value) {
        this(Kind.BOUND, "", ofPhase(phase, value));
    }

    private static ToDoubleFunction<Evaluation> ofPhase(Function<Totals, PhaseTotals> phase, OfPhase value) {
        return e -> {
            PhaseTotals totals = phase.apply(e.totals());
            return totals.seconds() == 0 ? Double.NaN : value.of(e, totals);
        };
    }

    /** A phase that is not asked for takes nothing. */
    private static double whole(Evaluation e, Spent prefill, Spent step) {
        int steps = e.totals().decode().seconds() == 0 ? 0 : e.request().generate();
        return (e.totals().prefill().seconds() == 0 ? 0 : prefill.of(e.expense(), e)) + (steps == 0 ? 0 : steps * step.of(e.expense(), e));
    }

    /** The metric that a file calls so. */
    public static Optional<Metric> named(String id) {
        return Arrays.stream(values()).filter(metric -> metric.id().equals(id)).findFirst();
    }

    /** What all of them are called. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Metric::id).toList();
    }

    /** As files write it: {@code decode_rate}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The heading of its column: the name with the unit. */
    public String heading() {
        return id() + suffix;
    }

    /** What its numbers are. */
    public Kind kind() {
        return kind;
    }

    /** What a number that it is compared with may be written in; empty where it has no prefixes. */
    public Optional<Dimension> dimension() {
        return switch (suffix) {
            case "_s" -> Optional.of(Dimension.SECONDS);
            case "_tokens_per_s" -> Optional.of(Dimension.TOKENS_PER_SECOND);
            case "_flop_per_s" -> Optional.of(Dimension.OPERATIONS_PER_SECOND);
            case "_bytes_per_s" -> Optional.of(Dimension.BYTES_PER_SECOND);
            case "_j" -> Optional.of(Dimension.JOULES);
            case "_w" -> Optional.of(Dimension.WATTS);
            case "_usd" -> Optional.of(Dimension.DOLLARS);
            default -> id().endsWith("_bytes") ? Optional.of(Dimension.BYTES) : id().endsWith("_flops") ? Optional.of(Dimension.OPERATIONS) : Optional.empty();
        };
    }

    @Override
    public double of(Evaluation evaluation) {
        return value.applyAsDouble(evaluation);
    }

    @Override
    public boolean isPredicted() {
        return kind == Kind.PREDICTED || kind == Kind.BOUND;
    }
}
