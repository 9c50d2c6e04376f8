package dev.ridgepoint.cli;

import dev.ridgepoint.backend.Interval;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Range;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;

/** The columns of a prediction's tables; their keys are the names in JSON and CSV, which programs rely on. */
final class PhaseColumns {

    private static final Column<Phase> INTENSITY =
            Column.number("FLOP/byte", "operational_intensity", Phase::operationalIntensity, Written::number);
    private static final Column<Phase> TIME = Column.number("Time", "time_s", Phase::seconds, Written::seconds);
    private static final Column<Phase> RATE = Column.number("Tokens/s", "tokens_per_second", Phase::tokensPerSecond, Written::number);
    private static final Column<Phase> BOUND = Column.words("Bound", "bound", phase -> phase.bound().id());
    private static final Column<Phase> MFU = Column.number("MFU", "mfu", Phase::mfu, Written::percent);
    private static final Column<Phase> MBU = Column.number("MBU", "mbu", Phase::mbu, Written::percent);

    /** A phase: what it does and how fast. */
    static final List<Column<Phase>> COST = List.of(
            Column.number("Tokens", "tokens", Phase::tokens, Written::number),
            Column.number("FLOPs", "flops", Phase::flops, Written::flops),
            Column.number("Bytes", "bytes", Phase::bytes, Written::bytes),
            INTENSITY, TIME, RATE, BOUND,
            Column.number("Attainable", "attainable_flops_per_s", Phase::attainable, Written::flopRate),
            MFU, MBU);

    /** How far a phase may lie from its prediction. */
    static final List<Column<Phase>> INTERVALS = List.of(
            Column.forPrograms("interval_80", phase -> phase.interval().map(i -> range(i.eighty(phase.tokensPerSecond()))).orElse(null)),
            Column.forPrograms("interval_95", phase -> phase.interval().map(i -> range(i.ninetyFive(phase.tokensPerSecond()))).orElse(null)),
            Column.forPrograms("time_interval_80", phase -> phase.interval().map(i -> times(phase, i.eighty(phase.tokensPerSecond()))).orElse(null)),
            Column.forPrograms("time_interval_95", phase -> phase.interval().map(i -> times(phase, i.ninetyFive(phase.tokensPerSecond()))).orElse(null)));

    /** The same, as people read it; of phases that have intervals. */
    static final List<Column<Phase>> RANGES = List.of(
            Column.forPeople("Tokens/s in 80 %", phase -> rates(phase.interval().orElseThrow().eighty(phase.tokensPerSecond()))),
            Column.forPeople("in 95 %", phase -> rates(phase.interval().orElseThrow().ninetyFive(phase.tokensPerSecond()))),
            Column.forPeople("Time in 80 %", phase -> seconds(times(phase, phase.interval().orElseThrow().eighty(phase.tokensPerSecond())))),
            Column.forPeople("in 95 %", phase -> seconds(times(phase, phase.interval().orElseThrow().ninetyFive(phase.tokensPerSecond())))));

    /** A phase among those of other models and devices. */
    static final List<Column<Phase>> SPEED = List.of(INTENSITY, TIME, RATE, BOUND, MFU, MBU);

    private static final Column<Phase> AREA =
            Column.number("Area (decades^2)", "area_log10", phase -> phase.potential().areaLog10(), Written::number);

    /** A phase: what the device could still give it. */
    static final List<Column<Phase>> POTENTIAL = List.of(
            Column.forPrograms("ridge_oi", phase -> phase.potential().ridgeIntensity()),
            Column.forPrograms("ridge_flops_per_s", phase -> phase.potential().ridgePerformance()),
            Column.words("Regime", "regime", phase -> phase.potential().regime().id()),
            Column.number("Phi", "phi", phase -> phase.potential().phi(), Written::number),
            Column.number("Headroom", "headroom", phase -> phase.potential().headroom(), Written::times),
            Column.number("Decades", "phi_log10", phase -> phase.potential().phiLog10(), Written::number),
            AREA);

    /** The same for a table that has no room for the area. */
    static final List<Column<Phase>> POTENTIAL_WITHOUT_AREA =
            POTENTIAL.stream().map(column -> column == AREA ? column.hidden() : column).toList();

    private PhaseColumns() { }

    /** An interval of rates, for programs. */
    static Range range(Interval.Range rates) {
        return new Range(rates.low(), rates.high());
    }

    private static String rates(Interval.Range rates) {
        return Written.number(rates.low()) + " to " + Written.number(rates.high());
    }

    private static String seconds(Range times) {
        return Written.seconds(times.low()) + " to " + Written.seconds(times.high());
    }

    private static Range times(Phase phase, Interval.Range rates) {
        double tokens = phase.tokensPerSecond() * phase.seconds();
        return new Range(tokens / rates.high(), tokens / rates.low());
    }

    /** The name of a phase. */
    static Column<Phase> name() {
        return Column.words("Phase", "phase", phase -> Named.Constant.word(phase.name()));
    }

    /** The name of a phase where its cost is shown, which of decode is the mean step's. */
    static Column<Phase> nameOfCost() {
        return Column.words("Phase", "phase", phase -> phase.name() == PhaseName.DECODE ? "decode, per step" : "prefill");
    }

    /** The operators of one phase or of both, one instance each. */
    static List<Column<OperatorPrediction>> operators() {
        return List.of(
                Column.forPrograms("phase", o -> Named.Constant.word(o.phase())),
                Column.words("Operator", "name", o -> o.operator().name()),
                Column.words("Group", "layer_group", o -> o.operator().layerGroup()),
                Column.number("Count", "count", o -> o.operator().count(), Written::number),
                Column.number("FLOPs", "flops", OperatorPrediction::flops, PhaseColumns::flopsOrNone),
                Column.number("Weights", "weight_bytes", OperatorPrediction::weightBytes, PhaseColumns::bytesOrNone),
                Column.number("Activations", "activation_bytes", OperatorPrediction::activationBytes, PhaseColumns::bytesOrNone),
                Column.forPrograms("kv_read_bytes", OperatorPrediction::cacheReadBytes),
                Column.forPrograms("kv_write_bytes", OperatorPrediction::cacheWriteBytes),
                Column.forPeople("KV cache", o -> bytesOrNone(o.cacheReadBytes() + o.cacheWriteBytes())),
                Column.number("OI", "operational_intensity", PhaseColumns::operationalIntensity, PhaseColumns::numberOrNone),
                Column.number("Time", "time_s", OperatorPrediction::seconds, Written::seconds),
                Column.words("Bound", "bound", o -> o.bound().id()));
    }

    /** The share of an operator's instances in the time of their phase. */
    static Column<OperatorPrediction> share(Phase phase) {
        return Column.forPeople("Share", o -> Written.percent(o.totalSeconds() / phase.seconds()));
    }

    /** Of an operator that moves bytes and computes nothing, 0. */
    private static double operationalIntensity(OperatorPrediction o) {
        return o.flops() == 0 ? 0 : o.operationalIntensity();
    }

    private static String flopsOrNone(double value) {
        return value == 0 ? "-" : Written.flops(value);
    }

    private static String bytesOrNone(double value) {
        return value == 0 ? "-" : Written.bytes(value);
    }

    private static String numberOrNone(double value) {
        return value == 0 ? "-" : Written.number(value);
    }
}
