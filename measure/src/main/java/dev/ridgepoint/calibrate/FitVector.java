package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Adjustment;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Parameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A runtime's parameters and adjustments as the logarithms that a fit moves. A parameter is expected where {@link Parameter#expected()} says, an adjustment at a
 * factor of one; what devices have of their own is not part of it.
 */
final class FitVector {

    private final Backend shape;
    private final List<Parameter> parameters;
    private final List<Adjustment> adjustments;

    FitVector(Backend shape) {
        this.shape = shape;
        this.parameters = shape.parameters().keySet().stream().filter(p -> p != Parameter.DECODE_TIME && p != Parameter.PREFILL_TIME).toList();
        this.adjustments = shape.adjustments().stream().filter(a -> a.when().device().isEmpty()).toList();
    }

    /** What is expected before anything was measured: where the fit starts. */
    double[] expected() {
        double[] logs = new double[parameters.size() + adjustments.stream().mapToInt(a -> a.factors().size()).sum()];
        for (int i = 0; i < parameters.size(); i++) {
            logs[i] = Math.log(parameters.get(i).expected());
        }
        return logs;
    }

    /** The runtime that a vector stands for, without anything of single devices. */
    Backend backend(double[] logs) {
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        int next = 0;
        for (Parameter parameter : parameters) {
            values.put(parameter, Math.max(parameter.least(), Math.min(parameter.most(), Math.exp(logs[next++]))));
        }
        List<Adjustment> adjusted = new ArrayList<>();
        for (Adjustment adjustment : adjustments) {
            Map<Parameter, Double> factors = new EnumMap<>(Parameter.class);
            for (Parameter parameter : adjustment.factors().keySet()) {
                factors.put(parameter, Math.exp(logs[next++]));
            }
            adjusted.add(new Adjustment(adjustment.when(), factors));
        }
        return shape.with(values, adjusted, List.of());
    }
}
