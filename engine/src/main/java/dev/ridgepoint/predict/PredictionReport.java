package dev.ridgepoint.predict;

import dev.ridgepoint.backend.Interval;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Opens a prediction's totals up into phases, operators and memory. */
final class PredictionReport {

    private final Predictor predictor;
    private final Roofline roofline;
    private final Request request;
    private final Totals totals;

    PredictionReport(Predictor predictor, Roofline roofline, Request request, Totals totals) {
        this.predictor = predictor;
        this.roofline = roofline;
        this.request = request;
        this.totals = totals;
    }

    Prediction prediction() {
        List<OperatorPrediction> operators = new ArrayList<>();
        Optional<Phase> prefill = phase(PhaseName.PREFILL, totals.prefill(), request.prompt(), 1, operators);
        Optional<Phase> decode = phase(PhaseName.DECODE, totals.decode(), request.generate(), request.generate(), operators);
        return new Prediction(predictor.workload(), roofline, request, prefill, decode, memory(), List.copyOf(operators));
    }

    private Optional<Phase> phase(PhaseName name, PhaseTotals phase, int tokens, double steps, List<OperatorPrediction> operators) {
        if (phase.seconds() == 0) {
            return Optional.empty();
        }
        int home = predictor.homeLevel(roofline, request);
        RunCost cost = new RunCost();
        for (Operator operator : predictor.operators()) {
            if (phase.ran(operator.execution())) {
                cost.clear();
                if (name == PhaseName.PREFILL) {
                    predictor.prefill(roofline, operator, request, home, cost);
                } else {
                    predictor.decode(roofline, operator, request, home, cost);
                }
                operators.add(operator(name, operator, cost, operator.count() * steps));
            }
        }
        double attainable = Math.min(roofline.peak(), phase.flops() / phase.memorySeconds());
        return Optional.of(new Phase(
                name, tokens, request.batch(), phase.flops() / steps, phase.bytes() / steps, phase.mainBytes() / steps, phase.seconds() / steps,
                attainable, roofline, phase.execution(), interval(name, tokens)));
    }

    private Optional<Interval> interval(PhaseName name, int tokens) {
        Spread.Kind kind = name == PhaseName.DECODE ? Spread.Kind.DECODE : tokens > Spread.SHORT ? Spread.Kind.PREFILL : Spread.Kind.SHORT_PREFILL;
        return Optional.ofNullable(roofline.backend()).flatMap(backend -> backend.interval(kind, predictor.workload().architecture().id()));
    }

    private static OperatorPrediction operator(PhaseName name, Operator operator, RunCost cost, double instances) {
        return new OperatorPrediction(
                name, operator, cost.flops / instances, cost.weightBytes / instances, cost.activationBytes / instances,
                cost.cacheReadBytes / instances, cost.cacheWriteBytes / instances, cost.seconds / instances,
                operator.exchange().devices() > 1 ? Bound.LINK : cost.computeSeconds > cost.memorySeconds ? Bound.COMPUTE : Bound.MEMORY);
    }

    private MemoryFootprint memory() {
        Workload workload = predictor.workload();
        OptionalDouble capacity = roofline.hardware().mainMemory().capacity().map(c -> OptionalDouble.of(c.value())).orElse(OptionalDouble.empty());
        return new MemoryFootprint(
                workload.weightBytes(), request.batch() * workload.cacheBytes(request.length()), predictor.activationBytes(request), capacity);
    }
}
