package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Adjustment;
import dev.ridgepoint.backend.Adjustment.When;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Parameter;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.validate.PreparedRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What is left of each device when the shared parameters are fitted, as a factor on its times, pulled towards one where few models and formats speak for it:
 *
 * <pre>
 * log factor = -mean of log(measured / predicted) x n / (n + within / between)
 * </pre>
 *
 * with n models and formats, {@code within} the variance among those of a device and {@code between} that among devices (partial pooling; Gelman and Hill 2007,
 * section 12.2).
 */
final class DeviceResiduals {

    /** Where too few devices have several models to estimate it from, models of a device are taken to vary as much as devices do. */
    private static final double EQUALLY = 1;

    private DeviceResiduals() { }

    /** The runtime with a factor for each device that was measured. */
    static Backend added(Backend fitted, Observations observations) {
        Map<String, Map<Parameter, Double>> factors = new TreeMap<>();
        double[] ratios = observations.logRatios(fitted);
        for (Parameter time : List.of(Parameter.DECODE_TIME, Parameter.PREFILL_TIME)) {
            Map<String, Map<String, List<Double>>> byDevice = new TreeMap<>();
            for (int i = 0; i < ratios.length; i++) {
                PreparedRow row = observations.rows().get(i);
                if ((row.kind() == Spread.Kind.DECODE) == (time == Parameter.DECODE_TIME) && row.kind() != Spread.Kind.SHORT_PREFILL) {
                    String what = row.predictor().workload().architecture().id() + " " + row.predictor().workload().numerics().weights().id();
                    byDevice.computeIfAbsent(row.hardware().id(), k -> new HashMap<>()).computeIfAbsent(what, k -> new ArrayList<>()).add(ratios[i]);
                }
            }
            pooled(byDevice).forEach((device, factor) -> factors.computeIfAbsent(device, k -> new EnumMap<>(Parameter.class)).put(time, factor));
        }
        List<Adjustment> adjustments = new ArrayList<>(fitted.adjustments());
        factors.forEach((device, times) -> adjustments.add(new Adjustment(When.device(device), times)));
        Map<Parameter, Double> parameters = new EnumMap<>(Parameter.class);
        parameters.putAll(fitted.parameters());
        parameters.put(Parameter.DECODE_TIME, 1.0);
        parameters.put(Parameter.PREFILL_TIME, 1.0);
        return fitted.with(parameters, adjustments, fitted.spreads());
    }

    private static Map<String, Double> pooled(Map<String, Map<String, List<Double>>> byDevice) {
        Map<String, double[]> medians = new TreeMap<>();
        byDevice.forEach((device, kinds) -> medians.put(device, kinds.values().stream().mapToDouble(DeviceResiduals::median).toArray()));
        double[] means = medians.values().stream().mapToDouble(StatUtils::mean).toArray();
        double between = means.length < 2 ? 0 : StatUtils.variance(means);
        double[] within = medians.values().stream().filter(m -> m.length > 1).mapToDouble(StatUtils::variance).toArray();
        double ratio = between == 0 || within.length == 0 ? EQUALLY : StatUtils.mean(within) / between;
        Map<String, Double> factors = new TreeMap<>();
        medians.forEach((device, m) -> factors.put(device, Math.exp(-StatUtils.mean(m) * m.length / (m.length + ratio))));
        return factors;
    }

    private static double median(List<Double> values) {
        return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }
}
