package dev.ridgepoint.roofline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.hardware.HardwareReader.Layered;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlNode.Place;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A device that is set from point to point is the device whose profile says so. */
class TunableDeviceTest {

    private static final Library LIBRARY = Library.find();
    private static final Map<String, List<String>> KNOBS = Map.of(
            "jetson-orin-nano-super-8gb", List.of("memory.dram.bandwidth", "memory.l2.bandwidth", "memory.l2.capacity", "peaks.matrix.fp16", "peaks.vector.fp32",
                    "peaks.vector.fp16", "launch-overhead", "memory.dram.capacity", "tdp", "price"),
            "rtx-4090", List.of("memory.main.bandwidth", "peaks.matrix.fp16", "peaks.matrix.bf16", "peaks.matrix.int8", "peaks.matrix.fp8"),
            "raspberry-pi-5-8gb", List.of("memory.main.bandwidth", "peaks.vector.fp32", "peaks.vector.fp16", "memory.main.capacity"));

    private static String value(String path, Random random) {
        double factor = Math.pow(10, 3 * random.nextDouble());
        if (path.endsWith("bandwidth")) {
            return 20 * factor + " GB/s";
        }
        return switch (path.split("\\.")[0]) {
            case "tdp" -> factor + " W";
            case "price" -> factor + " USD";
            case "launch-overhead" -> factor + " us";
            case "memory" -> factor + " MiB";
            default -> factor / 5 + " TFLOP/s";
        };
    }

    private static double base(String path, String value) {
        String unit = value.substring(value.indexOf(' ') + 1);
        double number = Double.parseDouble(value.substring(0, value.indexOf(' ')));
        return number * Map.of("GB/s", 1e9, "W", 1.0, "USD", 1.0, "us", 1e-6, "MiB", 1048576.0, "TFLOP/s", 1e12).get(unit);
    }

    private static YamlChange change(String path, String value) {
        return new YamlChange(path, new YamlScalar(value, new Place("test", 1, path)));
    }

    /** A runtime of each kind, and none. */
    private static final List<String> RUNTIMES = List.of("ideal", "llama.cpp-cuda", "llama.cpp-vulkan-fa", "llama.cpp-cpu", "vllm");

    private static AttentionKernel attention(String runtime) {
        return runtime.equals("ideal") || LIBRARY.runtime(runtime).alwaysFused() ? AttentionKernel.FUSED : Backend.attention(runtime);
    }

    private static TunableDevice tunable(Hardware hardware, Numerics numerics, String runtime) {
        return runtime.equals("ideal") ? TunableDevice.of(hardware, numerics)
                : TunableDevice.under(hardware, numerics, LIBRARY.runtime(runtime), attention(runtime));
    }

    private static Roofline fresh(Hardware hardware, Numerics numerics, String runtime) {
        return runtime.equals("ideal") ? Roofline.of(hardware, numerics) : Roofline.under(hardware, numerics,
                BackendRates.of(LIBRARY.runtime(runtime), hardware, numerics, attention(runtime), Circumstances.USUAL));
    }

    private static void predictsTheSame(Layered profile, List<String> paths, String weights, String runtime, Random random) {
        Numerics numerics = Numerics.of(WeightsFormats.named(weights).orElseThrow());
        List<YamlChange> first = new ArrayList<>();
        paths.forEach(path -> first.add(change(path, value(path, random))));
        TunableDevice tunable = tunable(HardwareReader.read(profile.with(first)), numerics, runtime);
        Predictor predictor = new Predictor(Workload.of(LIBRARY.architecture("qwen2.5-0.5b"), numerics, attention(runtime)));
        for (int i = 0; i < 5; i++) {
            List<YamlChange> changes = new ArrayList<>();
            for (String path : paths) {
                String value = value(path, random);
                changes.add(change(path, value));
                tunable.knob(path).accept(base(path, value));
            }
            Hardware read = HardwareReader.read(profile.with(changes));
            Roofline fresh = fresh(read, numerics, runtime);
            Request request = new Request(300, 20, 100, 2, 128);
            Totals expected = new Totals();
            Totals actual = new Totals();
            predictor.predict(fresh, request, expected);
            predictor.predict(tunable.roofline(), request, actual);
            assertThat(actual.prefill().seconds()).as("%s", changes).isEqualTo(expected.prefill().seconds());
            assertThat(actual.decode().seconds()).as("%s", changes).isEqualTo(expected.decode().seconds());
            assertThat(actual.decode().mainBytes()).isEqualTo(expected.decode().mainBytes());
            assertThat(tunable.roofline().peak()).isEqualTo(fresh.peak());
            assertThat(tunable.roofline().productFormat()).isEqualTo(fresh.weightsPeak().format());
            assertThat(tunable.roofline().ridgeIntensity()).isEqualTo(fresh.ridgeIntensity());
            assertThat(tunable.capacity()).isEqualTo(read.mainMemory().capacity().map(c -> c.value()).orElse(Double.NaN));
            assertThat(tunable.tdp()).isEqualTo(read.tdp().map(c -> c.value()).orElse(Double.NaN));
            assertThat(tunable.price()).isEqualTo(read.price().map(c -> c.value()).orElse(Double.NaN));
        }
    }

    @Property(tries = 15)
    void itPredictsAsTheDeviceThatIsReadAnew(@ForAll long seed) {
        Random random = new Random(seed);
        KNOBS.forEach((id, knobs) -> {
            Layered profile = new HardwareReader(LIBRARY.hardwareCatalog()).layered(Path.of(LIBRARY.hardwareCatalog().find(id).toString()));
            for (String weights : List.of("q8_0", "fp32", "w8a8")) {
                for (String runtime : RUNTIMES) {
                    predictsTheSame(profile, knobs.stream().filter(knob -> random.nextInt(3) > 0).toList(), weights, runtime, random);
                }
            }
        });
    }

    @Test
    void whatMustBeBuiltAnewIsNotTunable() {
        assertThat(List.of("tdp", "memory.main.bandwidth", "peaks.matrix.fp16", "launch-overhead")).allMatch(TunableDevice::isTunable);
        assertThat(List.of("cores.count", "peaks.matrix.fp16.value", "memory", "name", "memory.dram.technology")).noneMatch(TunableDevice::isTunable);
    }
}
