package dev.ridgepoint.result;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.DeviceInfo;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.BenchmarkResult.Model;
import dev.ridgepoint.result.BenchmarkResult.SystemInfo;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.trial.Generation.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a benchmark is to run.
 *
 * @param device     {@code cpu}, {@code gpu} or {@code npu}
 * @param subject    what is run
 * @param shape      what each sequence asks for
 * @param batch      sequences
 * @param threads    threads of the runtime
 * @param runtime    its name on the command line
 * @param iterations that count
 * @param warmup     the least iterations before them; 0 for none
 * @param coldStarts processes to start
 * @param reruns     the most of each iteration
 * @param prediction of the same request, to be laid beside
 */
public record BenchmarkPlan(
        String device, Subject subject, Shape shape, int batch, int threads, String runtime, int iterations, int warmup,
        int coldStarts, int reruns, Optional<Prediction> prediction) {

    private static final String CPU = "cpu";
    private static final long WEIGHTS_SEED = 1;

    /** What is to be built from a descriptor. */
    public DecoderSpec spec(Subject.Descriptor descriptor) {
        return new DecoderSpec(descriptor.architecture(), descriptor.stored(), descriptor.latent(), shape.cacheLength(), batch, threads, WEIGHTS_SEED);
    }

    Extension.Setup setup() {
        return new Extension.Setup(subject.layers(), shape.depth(), threads, runtime, subject.latentExecution(), subject.parametersUnknown());
    }

    Metadata metadata(String timestamp, Environment environment) {
        // Nothing here asks a GPU for its name.
        String name = device.equals(CPU) ? environment.cpu() : null;
        return new Metadata(timestamp, device, new DeviceInfo(name, null), new Model(subject.name(), subject.parameters(), subject.weights()),
                new BenchmarkConfig(iterations, batch, shape.inputLength(), shape.outputLength(), warmup),
                new SystemInfo(environment.os(), environment.cpu(), environment.memoryBytes() / 1e9, null));
    }

    /**
     * Refuses to go on with a run of something else. How many iterations are wanted may change.
     *
     * @throws InvalidInputException if the earlier run was of something else, and of what
     */
    void mustContinue(BenchmarkResult earlier) {
        if (earlier.extension() == null || earlier.extension().setup() == null) {
            throw new InvalidInputException("the run to go on with is not one of Ridgepoint's");
        }
        Map<String, Object> asked = settings(metadata("", earlier.extension().environment()), setup());
        Map<String, Object> there = settings(earlier.metadata(), earlier.extension().setup());
        asked.forEach((name, value) -> {
            if (!Objects.equals(value, there.get(name))) {
                throw new InvalidInputException("the run to go on with has " + name + " " + there.get(name) + ", and asked for is " + value);
            }
        });
    }

    private static Map<String, Object> settings(Metadata metadata, Extension.Setup setup) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("device", metadata.device());
        settings.put("model", metadata.model().name());
        settings.put("layers", setup.layers());
        settings.put("parameters", metadata.model().parameters());
        settings.put("weights", metadata.model().quantization());
        settings.put("runtime", setup.runtime());
        settings.put("threads", setup.threads());
        settings.put("batch-size", metadata.benchmarkConfig().batchSize());
        settings.put("input-length", metadata.benchmarkConfig().inputLength());
        settings.put("output-length", metadata.benchmarkConfig().outputLength());
        settings.put("depth", setup.depth());
        settings.put("mla", setup.mla());
        return settings;
    }
}
