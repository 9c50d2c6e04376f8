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
        return shipped.with(parameters, List.of()).with(List.of(), List.of());
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
        assertThat(fitted.devices()).contains("apple-m4");
        assertThat(fitted.devices()).doesNotContain("apple-m5");
    }

    /** Rows of decode with these logarithms of measured / predicted, the next device for each of them. */
    private static List<LeaveOneOut.Row> leftOut(Spread.Unseen unseen, double... logRatios) {
        Observations observations = measured(known(0.8, 7), row -> 1);
        List<LeaveOneOut.Row> rows = new ArrayList<>();
        for (int i = 0; i < logRatios.length; i++) {
            String device = DEVICES.get(i);
            rows.add(new LeaveOneOut.Row(observations.where(row -> row.hardware().id().equals(device) && row.kind() == Spread.Kind.DECODE).rows().get(0),
                    unseen, logRatios[i]));
        }
        return rows;
    }

    /** Three devices at -0.1, 0 and 0.1: s = 0.1, and t of two degrees of freedom is 1.8856 and 4.3027. */
    @Test
    void intervalsAreWhereOneMoreDeviceWillLie() {
        Spread spread = LogRatios.byDevice(leftOut(Spread.Unseen.DEVICE, -0.1, 0, 0.1), Spread.Kind.DECODE).spread(Spread.Kind.DECODE, Spread.Unseen.DEVICE).orElseThrow();
        double scale = 0.1 * Math.sqrt(4 / 3.0);
        assertThat(Math.log(spread.high80())).isCloseTo(1.8856 * scale, offset(1e-4));
        assertThat(Math.log(spread.low80())).isCloseTo(-1.8856 * scale, offset(1e-4));
        assertThat(Math.log(spread.high95())).isCloseTo(4.3027 * scale, offset(1e-4));
        assertThat(Math.log(spread.low95())).isCloseTo(-4.3027 * scale, offset(1e-4));
    }

    @Test
    void aDeviceCountsAsMuchAsAnyOtherHoweverManyRowsItHas() {
        List<LeaveOneOut.Row> rows = leftOut(Spread.Unseen.DEVICE, -0.1, 0, 0.1);
        List<LeaveOneOut.Row> lopsided = new ArrayList<>(rows);
        for (int i = 0; i < 100; i++) {
            lopsided.add(rows.get(2));
        }
        assertThat(LogRatios.byDevice(lopsided, Spread.Kind.DECODE).spread(Spread.Kind.DECODE, Spread.Unseen.DEVICE).orElseThrow().high80())
                .isCloseTo(LogRatios.byDevice(rows, Spread.Kind.DECODE).spread(Spread.Kind.DECODE, Spread.Unseen.DEVICE).orElseThrow().high80(), offset(1e-9));
    }

    @Test
    void oneDeviceSaysNothingOfHowDevicesDiffer() {
        LogRatios one = LogRatios.byDevice(leftOut(Spread.Unseen.DEVICE, 0.2), Spread.Kind.DECODE);
        assertThat(one.spread(Spread.Kind.DECODE, Spread.Unseen.DEVICE)).isEmpty();
        LogRatios all = LogRatios.byDevice(leftOut(Spread.Unseen.DEVICE, -0.1, 0, 0.1), Spread.Kind.DECODE);
        assertThat(one.orElse(all)).isSameAs(all);
        assertThat(all.orElse(one)).isSameAs(all);
    }

    /** Only the first device has more than one model: without it, nothing says what the others cost. */
    @Test
    void aModelOfOneDeviceAloneIsUnseenWithoutThatDevice() {
        Observations all = measured(known(0.8, 7), row -> 1);
        String common = all.models().get(0);
        Observations few = all.where(row -> row.hardware().id().equals(DEVICES.get(0)) || row.predictor().workload().architecture().id().equals(common));
        assertThat(all.models()).hasSizeGreaterThan(1);
        assertThat(LeaveOneOut.devices(known(0.8, 7), few).rows()).hasSameSizeAs(few.rows())
                .allSatisfy(row -> assertThat(row.unseen()).isEqualTo(row.model().equals(common) ? Spread.Unseen.DEVICE : Spread.Unseen.BOTH));
        assertThat(LeaveOneOut.models(known(0.8, 7), few).rows()).allMatch(row -> row.unseen() == Spread.Unseen.MODEL);
    }

    /** Around the middle of the devices, half widths of logarithms are the sides of a right angle. */
    @Test
    void aNewModelOnANewDeviceIsLessCertainThanEither() {
        LeftOut left = new LeftOut(leftOut(Spread.Unseen.DEVICE, -0.3, -0.1, 0.1, 0.3), leftOut(Spread.Unseen.MODEL, -0.2, 0, 0.1, 0.2), List.of());
        Spread device = left.spread(Spread.Kind.DECODE, Spread.Unseen.DEVICE).orElseThrow();
        Spread model = left.spread(Spread.Kind.DECODE, Spread.Unseen.MODEL).orElseThrow();
        Spread both = left.spread(Spread.Kind.DECODE, Spread.Unseen.BOTH).orElseThrow();
        assertThat(Math.pow(Math.log(both.high80() / both.low80()), 2))
                .isCloseTo(Math.pow(Math.log(device.high80() / device.low80()), 2) + Math.pow(Math.log(model.high80() / model.low80()), 2), offset(1e-9));
        assertThat(both.low95() * both.high95()).isCloseTo(device.low95() * device.high95(), offset(1e-9));
        assertThat(both.low95()).isLessThan(device.low95()).isLessThan(both.low80());
    }

    /** Six devices that each differ from the next by noise: of what neither fit nor interval has seen, most lies inside. */
    @Test
    void coverageIsOfWhatTheIntervalHasNotSeen() {
        Random random = new Random(11);
        Map<String, Double> ofDevice = new HashMap<>();
        Observations noisy = measured(known(0.8, 7), row -> ofDevice.computeIfAbsent(row.hardware() + row.phase(), k -> Math.exp(0.1 * random.nextGaussian()))
                * Math.exp(0.03 * random.nextGaussian()));
        List<FittedBackend> fitted = FittedBackend.withSpreads(List.of(FittedBackend.fit(known(0.8, 7), noisy)));
        assertThat(Coverage.of(fitted)).hasSize(4).allSatisfy(coverage -> {
            assertThat(coverage.rows()).isEqualTo(noisy.rows().stream().filter(row -> row.kind() == coverage.kind()).count());
            assertThat(coverage.eighty()).isLessThanOrEqualTo(coverage.ninetyFive()).isGreaterThan(coverage.rows() / 2);
            assertThat(coverage.ninetyFive()).isGreaterThan(coverage.rows() * 8 / 10).isLessThanOrEqualTo(coverage.rows());
        });
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
        Backend shape = truth.with(truth.parameters(), List.of(quantised));
        Backend slow = truth.with(truth.parameters(), List.of(new Adjustment(quantised.when(), Map.of(Parameter.HALF, 0.7))));
        Backend fitted = BackendFit.fit(shape, measured(slow, row -> 1));
        assertThat(fitted.adjustments().get(0).factors().get(Parameter.HALF)).isCloseTo(0.7, withPercentage(10));
    }
}
