package dev.ridgepoint.validate;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.Implausible.Limit;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a device can have given what a benchmark run says. A pass must at least read the weights that one token touches and the cache, less what the caches
 * of the chip can hold, and must do its FLOPs; memory and the fastest arithmetic of the device, in whatever format, do no more than their peak a second.
 *
 * <p>What is not known is taken in the run's favour: bare integers without scales, the narrowest KV cache, tokens that all go to the same experts, activations
 * that never leave the chip. Runtimes that guess several tokens at once, or that keep a prompt's cache from one run to the next, do less work than is counted
 * here.
 */
public final class Plausibility {

    /** Profiles and clocks are not exacter than this. */
    private static final double TOLERANCE = 0.02;
    /** What a test of bandwidth or of products reached is no limit: on a busy machine, or in a plain kernel, it may be two thirds of what there is. */
    private static final double TOLERANCE_OF_MEASURED = 0.5;

    private final BenchmarkResult result;
    private final Hardware hardware;
    private final Workload workload;
    private final Pass prompt;
    private final Optional<Pass> step;

    /**
     * What one pass needs at the least.
     *
     * @param bytes from main memory
     */
    private record Pass(double bytes, double flops) { }

    /**
     * A metric as work in a time.
     *
     * @param unit    what the work is of: {@code token}
     * @param seconds that it took
     */
    private record Work(Metric metric, double value, String unit, double bytes, double flops, double seconds) { }

    private Plausibility(BenchmarkResult result, Hardware hardware, Architecture model) {
        this.result = result;
        this.hardware = hardware;
        Numerics numerics = FormatNames.of(result);
        this.workload = Workload.of(model, numerics);
        BenchmarkConfig config = result.metadata().benchmarkConfig();
        int depth = result.extension() == null || result.extension().setup() == null ? 0 : result.extension().setup().depth();
        Request one = new Request(config.inputLength(), Math.max(1, config.outputLength() - 1), depth, 1, config.inputLength());
        Prediction prediction = new Predictor(workload).predict(Roofline.of(hardware, numerics), one);
        Phase prefill = prediction.prefill().orElseThrow();
        double fromToken = weights(prediction, prediction.decode().isPresent() ? PhaseName.DECODE : PhaseName.PREFILL);
        this.prompt = pass(fromToken, config.batchSize() * prefill.flops());
        this.step = prediction.decode().map(phase -> pass(fromToken + config.batchSize() * cache(prediction), config.batchSize() * phase.flops()));
    }

    /**
     * What of a run is beyond a device.
     *
     * @param model as it ran, layers cut or added
     * @return empty for a run that the device may have given
     * @throws InvalidInputException if the run does not say what was run, or in a format that is not modelled
     */
    public static List<Implausible> of(BenchmarkResult result, Hardware hardware, Architecture model) {
        BenchmarkConfig config = result.metadata().benchmarkConfig();
        if (config == null || config.batchSize() < 1 || config.inputLength() < 1) {
            throw new InvalidInputException("metadata.benchmark_config has no batch_size and input_length of 1 or more");
        }
        return new Plausibility(result, hardware, model).all();
    }

    /**
     * The model of a run, with the layers that it ran with.
     *
     * @param given id or path, in place of the name in the file
     * @throws InvalidInputException if the name stands for no model of the library
     */
    public static Architecture model(BenchmarkResult result, Library library, Optional<String> given) {
        Architecture model = given.map(library::architecture).orElseGet(() -> new ModelNames(library).find(result));
        return result.extension() == null || result.extension().setup() == null ? model : model.withLayers(result.extension().setup().layers());
    }

    private static double weights(Prediction prediction, PhaseName phase) {
        return prediction.operators().stream().filter(o -> o.phase() == phase).mapToDouble(o -> o.operator().count() * o.weightBytes()).sum();
    }

    private static double cache(Prediction prediction) {
        return prediction.operators().stream().filter(o -> o.phase() == PhaseName.DECODE).mapToDouble(o -> o.operator().count() * o.cacheReadBytes()).sum();
    }

    private Pass pass(double bytes, double flops) {
        return new Pass(Math.max(0, bytes - onChip()), flops);
    }

    /** Of bytes that come round in turn, the caches can spare main memory as many as they hold. */
    private double onChip() {
        double bytes = 0;
        for (MemoryLevel level : hardware.memory()) {
            if (level != hardware.mainMemory()) {
                int parts = level.perCore() ? hardware.cores().map(Hardware.Cores::count).orElse(1) : 1;
                bytes += parts * level.capacity().map(capacity -> capacity.value()).orElse(0.0);
            }
        }
        return bytes;
    }

    private List<Implausible> all() {
        List<Implausible> found = new ArrayList<>();
        capacity().ifPresent(found::add);
        for (Work work : work()) {
            bandwidth(work).ifPresent(found::add);
            compute(work).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Implausible> capacity() {
        double capacity = hardware.mainMemory().capacity().map(c -> c.value()).orElse(Double.POSITIVE_INFINITY);
        double weights = workload.weightBytes();
        String reason = "the weights of " + workload.architecture().id() + " in " + workload.numerics().weights().id() + " take "
                + Limit.MEMORY_CAPACITY.written(weights) + ", and the memory of " + hardware.id() + " holds "
                + Limit.MEMORY_CAPACITY.written(capacity);
        return beyond(Limit.MEMORY_CAPACITY, Optional.empty(), weights, capacity, TOLERANCE, reason);
    }

    private List<Work> work() {
        BenchmarkConfig config = result.metadata().benchmarkConfig();
        List<Work> work = new ArrayList<>();
        middle(Metric.FIRST_TOKEN).ifPresent(ms -> work.add(new Work(Metric.FIRST_TOKEN, ms, "prompt", prompt.bytes, prompt.flops, ms / 1e3)));
        if (step.isEmpty() || config.outputLength() < 2) {
            return work;
        }
        String unit = config.batchSize() == 1 ? "token" : "step";
        Pass each = step.get();
        middle(Metric.SUBSEQUENT_TOKEN).ifPresent(ms -> work.add(new Work(Metric.SUBSEQUENT_TOKEN, ms, unit, each.bytes, each.flops, ms / 1e3)));
        middle(Metric.TOKENS_PER_SECOND_AFTER_FIRST).ifPresent(rate -> work.add(
                new Work(Metric.TOKENS_PER_SECOND_AFTER_FIRST, rate, unit, each.bytes, each.flops, config.batchSize() / rate)));
        int steps = config.outputLength() - 1;
        middle(Metric.TOKENS_PER_SECOND).ifPresent(rate -> work.add(new Work(Metric.TOKENS_PER_SECOND, rate, "request",
                prompt.bytes + steps * each.bytes, prompt.flops + steps * each.flops, (double) config.batchSize() * config.outputLength() / rate)));
        return work;
    }

    /** The median, or the mean of a file that has no median. */
    private OptionalDouble middle(Metric metric) {
        Summary summary = metric.in(result.results());
        Double middle = summary.median() == null ? summary.mean() : summary.median();
        return middle == null || !(middle > 0) ? OptionalDouble.empty() : OptionalDouble.of(middle);
    }

    private Optional<Implausible> bandwidth(Work work) {
        return rate(Limit.MEMORY_BANDWIDTH, work, work.bytes, hardware.mainMemory().bandwidth().orElseThrow(), "the memory bandwidth of " + hardware.id());
    }

    private Optional<Implausible> compute(Work work) {
        Peak fastest = hardware.peaks().stream().max(Comparator.comparingDouble(peak -> peak.rate().value())).orElseThrow();
        return rate(Limit.COMPUTE, work, work.flops, fastest.rate(),
                "the fastest arithmetic of " + hardware.id() + " (" + fastest.key() + " " + fastest.unit().name().toLowerCase(Locale.ROOT) + ")");
    }

    private Optional<Implausible> rate(Limit limit, Work work, double amount, Sourced available, String of) {
        double needed = amount / work.seconds;
        String times = limit.writtenWork(amount) + " a " + work.unit + " x " + Quantity.significant(1 / work.seconds) + " " + work.unit + "s/s";
        String reason = work.metric.key() + " of " + Quantity.significant(work.value) + " needs " + times + " = " + limit.written(needed) + ", and " + of
                + " is " + limit.written(available.value());
        double tolerance = available.confidence() == Sourced.Confidence.MEASURED ? TOLERANCE_OF_MEASURED : TOLERANCE;
        return beyond(limit, Optional.of(work.metric), needed, available.value(), tolerance, reason);
    }

    private static Optional<Implausible> beyond(Limit limit, Optional<Metric> metric, double needed, double available, double tolerance, String reason) {
        return needed > (1 + tolerance) * available ? Optional.of(new Implausible(limit, metric, needed, available, reason)) : Optional.empty();
    }
}
