package dev.ridgepoint.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Adjustment;
import dev.ridgepoint.backend.Adjustment.When;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendReader;
import dev.ridgepoint.backend.Parameter;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.PreparedRow;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits to measurements that a known runtime would have given. */
class CalibrationTest {

    private static final Library LIBRARY = Library.find();
    private static final List<String> DEVICES = List.of("apple-m1", "apple-m1-max", "apple-m2-pro", "apple-m3-max", "apple-m4", "apple-m2-ultra");

    @TempDir
    private Path folder;

    private static Backend known(double streaming, double overhead) {
        Backend shipped = LIBRARY.runtime("llama.cpp-metal");
        Map<Parameter, Double> parameters = new EnumMap<>(Parameter.class);
        parameters.putAll(shipped.parameters());
        parameters.put(Parameter.STREAMING, streaming);
        parameters.put(Parameter.OVERHEAD, overhead);
        parameters.put(Parameter.DECODE_TIME, 1.0);
        parameters.put(Parameter.PREFILL_TIME, 1.0);
        return shipped.with(parameters, List.of(), List.of());
    }

    private static MeasuredRow row(String device, String model, String weights, PhaseName phase, int depth, double rate) {
        boolean prefill = phase == PhaseName.PREFILL;
        return new MeasuredRow("test", "", device, "llama.cpp-metal", model, weights, phase, prefill ? 512 : 0, prefill ? 0 : 128, depth, 1, rate,
                OptionalDouble.empty(), "");
    }

    /** What a runtime would measure, each rate times a factor of its own. */
    private static Observations measured(Backend truth, ToDoubleFunction<MeasuredRow> factor) {
        Validator validator = new Validator(LIBRARY, new RuntimeChoice.Given(truth, "llama.cpp-metal"));
        List<MeasuredRow> rows = new ArrayList<>();
        for (String device : DEVICES) {
            for (String model : List.of("llama-2-7b", "qwen2.5-1.5b")) {
                for (String weights : List.of("f16", "q8_0", "q4_0")) {
                    rows.add(row(device, model, weights, PhaseName.PREFILL, 0, 1));
                    rows.add(row(device, model, weights, PhaseName.DECODE, 0, 1));
                    rows.add(row(device, model, weights, PhaseName.DECODE, 4096, 1));
                }
            }
        }
        List<PreparedRow> prepared = validator.prepare(new ResultRows(rows, List.of())).rows();
        double[] ratios = new Observations(prepared).logRatios(truth);
        List<PreparedRow> given = new ArrayList<>();
        for (int i = 0; i < ratios.length; i++) {
            MeasuredRow one = prepared.get(i).measured();
            // The row measured 1 token a second, so that log(1 / predicted) is the ratio.
            given.add(prepared.get(i).measuring(Math.exp(-ratios[i]) * factor.applyAsDouble(one)));
        }
        return new Observations(given);
    }

    @Test
    void aKnownRuntimeIsFoundAgain() {
        Backend truth = known(0.8, 7);
        Backend fitted = BackendFit.fit(truth, measured(truth, row -> 1));
        assertThat(fitted.parameters().get(Parameter.STREAMING)).isCloseTo(0.8, withPercentage(3));
        assertThat(fitted.parameters().get(Parameter.OVERHEAD)).isCloseTo(7, withPercentage(15));
        for (double ratio : measured(truth, row -> 1).logRatios(fitted)) {
            assertThat(ratio).isCloseTo(0, offset(0.05));
        }
    }

    @Test
    void noiseAndOutliersMoveItLittle() {
        Backend truth = known(0.8, 7);
        Random random = new Random(7);
        Observations noisy = measured(truth, row -> Math.exp(0.03 * random.nextGaussian()) * (random.nextInt(20) == 0 ? 0.3 : 1));
        Backend fitted = BackendFit.fit(truth, noisy);
        assertThat(fitted.parameters().get(Parameter.STREAMING)).isCloseTo(0.8, withPercentage(6));
        assertThat(BackendFit.fit(truth, noisy)).isEqualTo(fitted);
    }

    @Test
    void whatADeviceHasOfItsOwnIsPulledTowardsNothing() {
        Backend truth = known(0.8, 7);
        Observations odd = measured(truth, row -> row.hardware().equals("apple-m4") ? 1.3 : 1);
        Backend fitted = DeviceResiduals.added(truth, odd);
        double factor = fitted.adjustments().stream().filter(a -> a.when().device().filter("apple-m4"::equals).isPresent())
                .mapToDouble(a -> a.factors().get(Parameter.DECODE_TIME)).findFirst().orElseThrow();
        assertThat(factor).isBetween(1 / 1.3 - 1e-6, 0.95);
        assertThat(fitted.knows("apple-m4")).isTrue();
        assertThat(fitted.knows("apple-m5")).isFalse();
    }

    @Test
    void spreadsCoverWhatWasLeftOut() {
        Backend truth = known(0.8, 7);
        Random random = new Random(11);
        Map<String, Double> ofDevice = new HashMap<>();
        Observations noisy = measured(truth, row -> ofDevice.computeIfAbsent(row.hardware() + row.phase(), k -> Math.exp(0.1 * random.nextGaussian()))
                * Math.exp(0.03 * random.nextGaussian()));
        FittedBackend fitted = FittedBackend.withSpreads(List.of(FittedBackend.fit(truth, noisy))).get(0);
        Spread decode = fitted.backend().spreads().stream().filter(s -> s.kind() == Spread.Kind.DECODE && !s.known()).findFirst().orElseThrow();
        long inside = fitted.devices().rows().stream().filter(row -> row.kind() == Spread.Kind.DECODE)
                .filter(row -> row.logRatio() >= Math.log(decode.low80()) && row.logRatio() <= Math.log(decode.high80())).count();
        long all = fitted.devices().rows().stream().filter(row -> row.kind() == Spread.Kind.DECODE).count();
        assertThat(inside / (double) all).isBetween(0.72, 0.88);
    }

    @Test
    void aFileIsReadAsItWasWritten() throws IOException {
        for (String id : LIBRARY.runtimeCatalog().ids()) {
            Backend shipped = LIBRARY.runtime(id);
            String text = BackendFile.write(shipped);
            Backend again = BackendReader.read(Files.writeString(folder.resolve(id + ".yaml"), text));
            assertThat(again).isEqualTo(shipped);
            assertThat(BackendFile.write(again)).isEqualTo(text);
        }
    }

    @Test
    void adjustmentsSurviveAFit() {
        Backend truth = known(0.8, 7);
        Adjustment quantised = new Adjustment(new When(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of("q4_0"), Optional.empty()), Map.of(Parameter.HALF, 1.0));
        Backend shape = truth.with(truth.parameters(), List.of(quantised), List.of());
        Backend slow = truth.with(truth.parameters(), List.of(new Adjustment(quantised.when(), Map.of(Parameter.HALF, 0.7))), List.of());
        Backend fitted = BackendFit.fit(shape, measured(slow, row -> 1));
        assertThat(fitted.adjustments().get(0).factors().get(Parameter.HALF)).isCloseTo(0.7, withPercentage(10));
    }
}
