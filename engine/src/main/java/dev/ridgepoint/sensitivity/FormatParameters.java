package dev.ridgepoint.sensitivity;

import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.sensitivity.Parameter.Kind;
import dev.ridgepoint.sensitivity.Parameter.Step;
import dev.ridgepoint.sensitivity.Setting.Storage;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.workload.Numerics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

/**
 * Bits of weights and of the KV cache. Elasticities are of imagined formats with a few more or fewer bits. Changes are to formats that there are, of the same
 * family and multiplied in the same number format, so that only the bytes change; to as many bits of an imagined one where none is near to what is asked for.
 */
final class FormatParameters {

    private FormatParameters() { }

    static List<Parameter> of(Setting setting, Change change) {
        List<Parameter> parameters = new ArrayList<>();
        Numerics numerics = setting.numerics();
        WeightsFormat weights = numerics.weights();
        double bits = bits(setting, weights);
        List<Step> formats = WeightsFormats.all().stream()
                .filter(other -> other.getClass() == weights.getClass() && other.compute() == weights.compute())
                .map(other -> new Step(bits(setting, other) / bits, other.id(), setting.with(new Numerics(other, numerics.cache(), numerics.activations()))))
                .toList();
        parameters.add(parameter("bits a weight", bits, weights.id(), formats, change, factor -> setting.with(new Storage(factor, 1))));
        if (setting.model().cacheElementsPerToken() > 0 && setting.request().generate() > 0) {
            BlockFormat cache = numerics.cache();
            List<Step> caches = CacheFormats.all().stream()
                    .map(other -> new Step(other.bitsPerWeight() / cache.bitsPerWeight(), other.id(), setting.with(numerics.withCache(other)))).toList();
            parameters.add(parameter("bits of the KV cache", cache.bitsPerWeight(), cache.id(), caches, change,
                    factor -> setting.with(new Storage(1, factor))));
        }
        return parameters;
    }

    private static double bits(Setting setting, WeightsFormat format) {
        return CheckpointSize.of(setting.model(), format).bitsPerWeight();
    }

    private static Parameter parameter(String name, double bits, String id, List<Step> formats, Change change, DoubleFunction<Setting> imagined) {
        return new Parameter(name, Kind.FORMAT, Quantity.significant(bits) + " (" + id + ")",
                HardwareParameters.hair(-HardwareParameters.HAIR, imagined), HardwareParameters.hair(HardwareParameters.HAIR, imagined),
                Optional.of(step(formats, change.less(), step -> step.ratio() < 1, bits, imagined)),
                Optional.of(step(formats, change.more(), step -> step.ratio() > 1, bits, imagined)));
    }

    /** A format that goes at least half as far as was asked, and half as far again at most, in logarithms; else an imagined one. */
    private static Step step(List<Step> formats, double ratio, Predicate<Step> side, double bits, DoubleFunction<Setting> imagined) {
        return nearest(formats, ratio, side).filter(step -> Math.abs(Math.log(step.ratio() / ratio)) <= Math.abs(Math.log(ratio)) / 2)
                .orElseGet(() -> new Step(ratio, Quantity.significant(bits * ratio) + " bits", imagined.apply(ratio)));
    }

    /** The step on one side whose ratio is nearest to the one asked for. */
    static Optional<Step> nearest(List<Step> steps, double ratio, Predicate<Step> side) {
        return steps.stream().filter(side).min(Comparator.comparingDouble(step -> Math.abs(Math.log(step.ratio() / ratio))));
    }
}
