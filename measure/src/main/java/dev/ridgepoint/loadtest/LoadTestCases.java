package dev.ridgepoint.loadtest;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds the devices, models and formats that load tests name; equal ones are prepared once. */
public final class LoadTestCases {

    private record Subject(String hardware, String model, String weights, Parallelism parallelism) { }

    /** Servers keep the cache of a model with narrow weights in 8 bits, if that is to be fast; load tests do not say. */
    private static final BlockFormat NARROW_CACHE = CacheFormats.named("fp8").orElseThrow();

    private final Library library;
    private final Map<String, Hardware> devices = new HashMap<>();
    private final Map<String, Architecture> models = new HashMap<>();
    private final Map<Subject, Predictor> predictors = new HashMap<>();

    /** In a library. */
    public LoadTestCases(Library library) {
        this.library = library;
    }

    /**
     * A test with what it names.
     *
     * @throws InvalidInputException if the library does not have it, or it cannot be spread so, or its weights do not fit
     */
    public LoadTestCase of(LoadTest test) {
        Hardware hardware = devices.computeIfAbsent(test.hardware(), library::hardware);
        Architecture model = models.computeIfAbsent(test.model(), library::architecture);
        Predictor predictor = predictors.computeIfAbsent(
                new Subject(test.hardware(), test.model(), test.weights(), test.parallelism()), subject -> predictor(hardware, model, subject));
        return new LoadTestCase(test, hardware, model, predictor);
    }

    private static Predictor predictor(Hardware hardware, Architecture model, Subject subject) {
        WeightsFormat weights = WeightsFormats.named(subject.weights()).orElseThrow(() -> new InvalidInputException(
                "weights format '" + subject.weights() + "' is not modelled"
                        + Nearest.hint(subject.weights(), WeightsFormats.all().stream().map(WeightsFormat::id).toList())));
        Numerics numerics = Numerics.of(weights);
        boolean narrow = weights.compute().bytes() <= 1 || weights.id().startsWith("int");
        Workload part = Sharding.of(Workload.of(model, narrow ? numerics.withCache(NARROW_CACHE) : numerics), subject.parallelism(), hardware);
        hardware.mainMemory().capacity().filter(capacity -> capacity.value() < part.weightBytes()).ifPresent(capacity -> {
            throw new InvalidInputException(String.format(Locale.ROOT, "%s in %s spread %s has %.0f GB of weights a device, more than the %.0f GB of %s",
                    subject.model(), subject.weights(), subject.parallelism(), part.weightBytes() / 1e9, capacity.value() / 1e9, subject.hardware()));
        });
        return new Predictor(part);
    }
}
