package dev.ridgepoint.sensitivity;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.RateScale;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.sensitivity.Parameter.Kind;
import dev.ridgepoint.sensitivity.Parameter.Step;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The rates of a device. All are continuous; caches change together. */
final class HardwareParameters {

    /** How far a derivative's difference goes to either side, in logarithms: small against any bend, large against rounding. */
    static final double HAIR = 1e-5;

    private HardwareParameters() { }

    static List<Parameter> of(Setting setting, Change change) {
        Hardware device = setting.hardware();
        Roofline roofline = Roofline.of(device, setting.numerics());
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(continuous("memory bandwidth", device.bandwidth(), Dimension.BYTES_PER_SECOND, change,
                factor -> setting.with(new RateScale(factor, 1, 1, 1))));
        if (roofline.mainLevel() > 0) {
            parameters.add(continuous("on-chip bandwidth", roofline.levels().get(0).bandwidth().orElseThrow().value(), Dimension.BYTES_PER_SECOND, change,
                    factor -> setting.with(new RateScale(1, factor, 1, 1))));
        }
        parameters.add(continuous("peak", roofline.peak(), Dimension.OPERATIONS_PER_SECOND, change, factor -> setting.with(new RateScale(1, 1, factor, 1))));
        double overhead = device.launchOverhead().map(Sourced::value).orElse(0.0);
        if (overhead > 0) {
            parameters.add(continuous("launch overhead", overhead, Dimension.SECONDS, change, factor -> setting.with(new RateScale(1, 1, 1, factor))));
        }
        return parameters;
    }

    private static Parameter continuous(String name, double value, Dimension dimension, Change change, DoubleFunction<Setting> scaled) {
        return new Parameter(name, Kind.HARDWARE, Quantity.format(value, dimension),
                hair(-HAIR, scaled), hair(HAIR, scaled),
                Optional.of(new Step(change.less(), Quantity.format(value * change.less(), dimension), scaled.apply(change.less()))),
                Optional.of(new Step(change.more(), Quantity.format(value * change.more(), dimension), scaled.apply(change.more()))));
    }

    /** A step so small that it has no value to be written. */
    static Optional<Step> hair(double logarithm, DoubleFunction<Setting> scaled) {
        return Optional.of(new Step(Math.exp(logarithm), "", scaled.apply(Math.exp(logarithm))));
    }
}
