package dev.ridgepoint.study;

import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The columns of a study's points: what tells them apart, and what an {@link Accounting} has to say of them. */
final class Columns {

    static final String DEVICE = "device";
    static final String MODEL = "model";
    static final String FORMAT = "format";
    static final String KV = "kv";
    static final String SCENARIO = "scenario";
    static final String SKIPPED = "skipped";
    static final String ROOF = "roof";
    static final String PEAK = "peak";
    static final String BANDWIDTH = "bandwidth";

    private Columns() { }

    /** What tells points apart. */
    static List<Column> identity(List<Sweep> sweeps) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.words(DEVICE, "Device", p -> p.device().name()),
                Column.words(MODEL, "Model", p -> p.model().name()),
                Column.words(FORMAT, "Weights format", p -> p.format().id()),
                Column.words(KV, "KV-cache format", Point::cache),
                Column.words(SCENARIO, "Scenario", p -> p.load().name()),
                new Column("prompt", Unit.TOKENS, "Prompt", p -> p.request().prompt()),
                new Column("generate", Unit.TOKENS, "Generated", p -> p.request().generate()),
                new Column("depth", Unit.TOKENS, "Depth", p -> p.request().depth()),
                new Column("batch", Unit.NONE, "Batch", p -> p.request().batch()),
                new Column("micro_batch", Unit.TOKENS, "Micro-batch", p -> p.request().microBatch())));
        sweeps.stream().filter(sweep -> sweep.of() != Sweep.Subject.REQUEST).map(Columns::swept).forEach(columns::add);
        columns.add(Column.words(SKIPPED, "Why there is no prediction", Point::reason));
        return columns;
    }

    private static Column swept(Sweep sweep) {
        return new Column(sweep.name(), sweep.unit(), sweep.title(), p -> sweep.cell(p.swept().get(sweep)));
    }

    /** A column of the predictions. */
    static Column named(String name) {
        return named(predicted(), name);
    }

    /** The column of that name, which must be there. */
    static Column named(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    /** What first principles say. */
    static List<Column> predicted() {
        return Stream.of(phase("prefill", "Prefill", Prediction::prefill), phase("decode", "Decode", Prediction::decode), request(), device())
                .flatMap(List::stream).toList();
    }

    private static List<Column> phase(String key, String word, Function<Prediction, Optional<Phase>> phase) {
        return List.of(
                number(key + "_flops", Unit.FLOP, word + " arithmetic", phase, Phase::flops),
                number(key + "_bytes", Unit.BYTES, word + " traffic", phase, Phase::bytes),
                number(key + "_oi", Unit.FLOP_PER_BYTE, word + " intensity", phase, Phase::operationalIntensity),
                number(key + "_time", Unit.SECONDS, word + " time", phase, Phase::seconds),
                number(key + "_rate", Unit.TOKENS_PER_SECOND, word + " rate", phase, Phase::tokensPerSecond),
                number(key + "_performance", Unit.FLOP_PER_SECOND, word + " performance", phase, Phase::performance),
                number(key + "_attainable", Unit.FLOP_PER_SECOND, word + " attainable performance", phase, Phase::attainable),
                Column.words(key + "_bound", word + " bound", p -> p.prediction().flatMap(phase).map(f -> f.bound().id()).orElse(null)),
                number(key + "_phi", Unit.NONE, word + " relative inference potential", phase, f -> f.potential().phi()),
                number(key + "_headroom", Unit.NONE, word + " headroom", phase, f -> f.potential().headroom()),
                number(key + "_decades", Unit.DECADES, word + " distance to the ridge", phase, f -> f.potential().phiLog10()),
                number(key + "_area", Unit.SQUARE_DECADES, word + " inference-potential region", phase, f -> f.potential().areaLog10()),
                number(key + "_mfu", Unit.SHARE, word + " MFU", phase, Phase::mfu),
                number(key + "_mbu", Unit.SHARE, word + " MBU", phase, Phase::mbu));
    }

    private static List<Column> request() {
        return List.of(
                whole("request_flops", Unit.FLOP, "Request arithmetic", p -> sum(p, Phase::flops)),
                whole("request_bytes", Unit.BYTES, "Request traffic", p -> sum(p, Phase::bytes)),
                whole("request_oi", Unit.FLOP_PER_BYTE, "Request intensity", p -> sum(p, Phase::flops) / sum(p, Phase::bytes)),
                whole("request_time", Unit.SECONDS, "Request time", Prediction::totalSeconds),
                whole("request_performance", Unit.FLOP_PER_SECOND, "Request performance", p -> sum(p, Phase::flops) / p.totalSeconds()),
                whole("ttft", Unit.SECONDS, "Time to first token", p -> p.prefill().map(Phase::seconds).orElse(Double.NaN)),
                whole("tpot", Unit.SECONDS, "Time per output token", p -> p.decode().map(Phase::seconds).orElse(Double.NaN)));
    }

    private static List<Column> device() {
        return List.of(
                Column.words(ROOF, "Roof", p -> p.prediction().map(q -> q.roofline().roof().format().id() + " "
                        + q.roofline().roof().unit().name().toLowerCase(Locale.ROOT)).orElse(null)),
                whole(PEAK, Unit.FLOP_PER_SECOND, "Peak", p -> p.roofline().peak()),
                whole(BANDWIDTH, Unit.BYTES_PER_SECOND, "Memory bandwidth", p -> p.roofline().bandwidth()),
                whole("ridge_oi", Unit.FLOP_PER_BYTE, "Ridge point", p -> p.roofline().ridgeIntensity()),
                whole("parameters", Unit.NONE, "Parameters", p -> p.workload().architecture().parameters()),
                whole("weights_bytes", Unit.BYTES, "Weights", p -> p.memory().weightsBytes()),
                whole("cache_bytes", Unit.BYTES, "KV cache and state", p -> p.memory().cacheBytes()),
                whole("activations_bytes", Unit.BYTES, "Activations", p -> p.memory().activationsBytes()),
                whole("memory_bytes", Unit.BYTES, "Memory", p -> p.memory().totalBytes()),
                whole("capacity_bytes", Unit.BYTES, "Capacity", p -> p.memory().capacityBytes().orElse(Double.NaN)),
                Column.words("fits", "Whether it fits", p -> p.prediction().map(q -> q.memory().fits()).orElse(null)));
    }

    /** Of the whole request: the prompt, and every step of the generation. */
    private static double sum(Prediction p, ToDoubleFunction<Phase> part) {
        return p.prefill().map(part::applyAsDouble).orElse(0.0) + p.decode().map(f -> f.tokens() * part.applyAsDouble(f)).orElse(0.0);
    }

    private static Column number(String name, Unit unit, String title, Function<Prediction, Optional<Phase>> phase, ToDoubleFunction<Phase> value) {
        return new Column(name, unit, title, p -> p.prediction().flatMap(phase).map(value::applyAsDouble).orElse(null));
    }

    private static Column whole(String name, Unit unit, String title, ToDoubleFunction<Prediction> value) {
        return new Column(name, unit, title, p -> p.prediction().map(value::applyAsDouble).orElse(null));
    }
}
