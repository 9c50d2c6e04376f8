package dev.ridgepoint.validate;

import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.runtime.OperatorTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One operator of the model in one pass, all its layers together, as a runtime's profiler timed it and as it was predicted: the residual says which operator
 * the model gets wrong.
 *
 * @param phase     prompt or mean step
 * @param operator  name
 * @param measured  seconds; 0 for an operator that the runtime does inside another
 * @param predicted seconds; 0 for one that the runtime adds of its own
 * @param flops     FLOPs as predicted
 * @param bytes     bytes as predicted
 */
public record OperatorResidual(PhaseName phase, String operator, double measured, double predicted, double flops, double bytes) {

    /** Measured over predicted; not a number where either is missing. */
    public double ratio() {
        return measured > 0 && predicted > 0 ? measured / predicted : Double.NaN;
    }

    /** FLOP/s that the runtime achieved; not a number where it did none of its own. */
    public double performance() {
        return measured > 0 && flops > 0 ? flops / measured : Double.NaN;
    }

    /** Bytes a second that the runtime moved, if it moved what was predicted. */
    public double bandwidth() {
        return measured > 0 && bytes > 0 ? bytes / measured : Double.NaN;
    }

    /** What the profiler timed beside what was predicted, prefill first, in the order of the prediction; what the runtime adds stands at the end of its phase. */
    public static List<OperatorResidual> of(Prediction prefill, Prediction decode, List<OperatorTime> times) {
        List<OperatorResidual> residuals = new ArrayList<>();
        for (PhaseName phase : PhaseName.values()) {
            Map<String, Sum> sums = new LinkedHashMap<>();
            Stream.concat(prefill.operators().stream(), decode.operators().stream())
                    .filter(operator -> operator.phase() == phase)
                    .forEach(operator -> sums.computeIfAbsent(operator.operator().name(), name -> new Sum()).add(operator));
            times.stream().filter(time -> time.phase().name().equals(phase.name()))
                    .forEach(time -> sums.computeIfAbsent(time.operator(), name -> new Sum()).measured += time.microseconds() * 1e-6);
            sums.forEach((name, sum) -> residuals.add(new OperatorResidual(phase, name, sum.measured, sum.predicted, sum.flops, sum.bytes)));
        }
        return residuals;
    }

    private static final class Sum {
        private double measured;
        private double predicted;
        private double flops;
        private double bytes;

        private void add(OperatorPrediction operator) {
            double count = operator.operator().count();
            predicted += count * operator.seconds();
            flops += count * operator.flops();
            bytes += count * operator.bytes();
        }
    }
}
