package dev.ridgepoint.loadtest;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.HashMap;
import java.util.Map;

/** Finds the devices, models and formats that load tests name; equal ones are prepared once. */
public final class LoadTestCases {

    private record Subject(String hardware, String model, String weights, Parallelism parallelism) { }

    private static final String MXFP4 = "mxfp4";

    private final Library library;
    private final Map<String, Hardware> devices = new HashMap<>();
    private final Map<Subject, Predictor> predictors = new HashMap<>();

    /** In a library. */
    public LoadTestCases(Library library) {
        this.library = library;
    }

    /**
     * A test with what it names.
     *
     * @throws InvalidInputException if the library does not have it, or it cannot be spread so
     */
    public LoadTestCase of(LoadTest test) {
        Hardware hardware = devices.computeIfAbsent(test.hardware(), library::hardware);
        Predictor predictor = predictors.computeIfAbsent(
                new Subject(test.hardware(), test.model(), test.weights(), test.parallelism()), subject -> predictor(hardware, subject));
        return new LoadTestCase(test, hardware, predictor);
    }

    private Predictor predictor(Hardware hardware, Subject subject) {
        var model = library.architecture(subject.model());
        WeightsFormat weights = WeightsFormats.named(subject.weights()).orElseThrow(
                () -> new InvalidInputException("weights format '" + subject.weights() + "' is not modelled"));
        return new Predictor(Sharding.of(Workload.of(model, Numerics.of(weights)), subject.parallelism(), hardware));
    }
}
