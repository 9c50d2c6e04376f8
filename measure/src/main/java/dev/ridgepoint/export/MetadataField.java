package dev.ridgepoint.export;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.DeviceInfo;
import dev.ridgepoint.result.BenchmarkResult.Model;
import dev.ridgepoint.result.BenchmarkResult.SystemInfo;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.Extension.Setup;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a file tells of a run beside its metrics. */
public enum MetadataField {
    TIMESTAMP("Timestamp", r -> r.metadata().timestamp()),
    DEVICE("Device", r -> r.metadata().device()),
    DEVICE_NAME("Device name", r -> device(r).map(DeviceInfo::name)),
    COMPUTE_CAPABILITY("Compute capability", r -> device(r).map(DeviceInfo::computeCapability)),
    MODEL("Model", r -> model(r).map(Model::name)),
    PARAMETERS("Parameters", r -> model(r).map(Model::parameters)),
    QUANTIZATION("Quantization", r -> model(r).map(Model::quantization)),
    ITERATIONS("Iterations", r -> config(r).map(BenchmarkConfig::iterations)),
    BATCH_SIZE("Batch size", r -> config(r).map(BenchmarkConfig::batchSize)),
    INPUT_LENGTH("Input length", r -> config(r).map(BenchmarkConfig::inputLength)),
    OUTPUT_LENGTH("Output length", r -> config(r).map(BenchmarkConfig::outputLength)),
    WARMUP_ITERATIONS("Warm-up iterations", r -> config(r).map(BenchmarkConfig::warmupIterations)),
    OS("Operating system", r -> system(r).map(SystemInfo::os)),
    CPU("CPU", r -> system(r).map(SystemInfo::cpu)),
    MEMORY_GB("Memory (GB)", r -> system(r).map(SystemInfo::memoryGb)),
    NPU_MEMORY_GB("NPU memory (GB)", r -> system(r).map(SystemInfo::npuMemoryGb)),
    LAYERS("Layers", r -> setup(r).map(Setup::layers)),
    DEPTH("Depth", r -> setup(r).map(Setup::depth)),
    THREADS("Threads", r -> setup(r).map(Setup::threads)),
    RUNTIME("Runtime", r -> environment(r).map(Environment::runtime).or(() -> setup(r).map(Setup::runtime))),
    JAVA("Java", r -> environment(r).map(Environment::java)),
    RIDGEPOINT("Ridgepoint", r -> environment(r).map(Environment::ridgepoint)),
    COMMIT("Commit", r -> environment(r).map(Environment::commit)),
    COMMAND("Command", r -> environment(r).map(Environment::command));

    private final String heading;
    private final Function<BenchmarkResult, Object> value;

    MetadataField(String heading, Function<BenchmarkResult, Object> value) {
        this.heading = heading;
        this.value = value;
    }

    /** Its name for programs: {@code device_name}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name for people. */
    public String heading() {
        return heading;
    }

    /** A string or a number; empty where the file does not say. */
    public Optional<Object> of(BenchmarkResult result) {
        Object found = value.apply(result);
        return found instanceof Optional<?> maybe ? maybe.map(Object.class::cast) : Optional.ofNullable(found);
    }

    private static Optional<DeviceInfo> device(BenchmarkResult result) {
        return Optional.ofNullable(result.metadata().deviceInfo());
    }

    private static Optional<Model> model(BenchmarkResult result) {
        return Optional.ofNullable(result.metadata().model());
    }

    private static Optional<BenchmarkConfig> config(BenchmarkResult result) {
        return Optional.ofNullable(result.metadata().benchmarkConfig());
    }

    private static Optional<SystemInfo> system(BenchmarkResult result) {
        return Optional.ofNullable(result.metadata().systemInfo());
    }

    private static Optional<Setup> setup(BenchmarkResult result) {
        return Optional.ofNullable(result.extension()).map(extension -> extension.setup());
    }

    private static Optional<Environment> environment(BenchmarkResult result) {
        return Optional.ofNullable(result.extension()).map(extension -> extension.environment());
    }
}
