package dev.ridgepoint.result;

import dev.ridgepoint.trial.Distribution;
import java.util.List;

/**
 * A benchmark run. Its components and theirs are the fields of the documented schema, in its order; what the schema has no place for is in {@link Extension}.
 *
 * @param metadata   what was run, where and when
 * @param results    each metric over all iterations
 * @param iterations each iteration's metrics
 * @param extension  what Ridgepoint adds; null in files of others
 */
public record BenchmarkResult(Metadata metadata, Results results, List<Iteration> iterations, Extension extension) {

    /** Copies its list. */
    public BenchmarkResult {
        iterations = iterations == null ? null : List.copyOf(iterations);
    }

    /** Whether every iteration that was asked for is there. */
    public boolean isComplete() {
        return iterations.size() >= metadata.benchmarkConfig().iterations();
    }

    /**
     * What was run, where and when.
     *
     * @param timestamp when the run began, in ISO 8601
     * @param device    {@code cpu}, {@code npu} or {@code gpu}
     */
    public record Metadata(
            String timestamp, String device, DeviceInfo deviceInfo, Model model, BenchmarkConfig benchmarkConfig, SystemInfo systemInfo) { }

    /**
     * The device.
     *
     * @param computeCapability null for a CPU, which has none
     */
    public record DeviceInfo(String name, String computeCapability) { }

    /**
     * The model.
     *
     * @param quantization how its weights are stored
     */
    public record Model(String name, Long parameters, String quantization) { }

    /**
     * What was asked for.
     *
     * @param iterations iterations that count
     */
    public record BenchmarkConfig(int iterations, int batchSize, int inputLength, int outputLength, int warmupIterations) { }

    /**
     * The machine.
     *
     * @param memoryGb    main memory in 10^9 bytes
     * @param npuMemoryGb null where there is no NPU
     */
    public record SystemInfo(String os, String cpu, Double memoryGb, Double npuMemoryGb) { }

    /** Each metric over all iterations. */
    public record Results(Latency latency, Throughput throughput, Memory memory, Power power) {

        /** What a file leaves out was not measured. */
        public Results {
            latency = latency == null ? new Latency(null, null, null) : latency;
            throughput = throughput == null ? new Throughput(null, null) : throughput;
            memory = memory == null ? new Memory(null, null) : memory;
            power = power == null ? new Power(null, null) : power;
        }

        /** Sums up iterations of so many sequences. */
        public static Results of(List<Iteration> iterations, int batch) {
            return new Results(
                    new Latency(Metric.COLD_START.over(iterations, batch), Metric.FIRST_TOKEN.over(iterations, batch),
                            Metric.SUBSEQUENT_TOKEN.over(iterations, batch)),
                    new Throughput(Metric.TOKENS_PER_SECOND.over(iterations, batch), Metric.TOKENS_PER_SECOND_AFTER_FIRST.over(iterations, batch)),
                    new Memory(Metric.PEAK_MEMORY.over(iterations, batch), Metric.AVERAGE_MEMORY.over(iterations, batch)),
                    new Power(Metric.AVERAGE_POWER.over(iterations, batch), Metric.PEAK_POWER.over(iterations, batch)));
        }
    }

    /** Times. */
    public record Latency(Summary coldStartMs, Summary firstTokenMs, Summary subsequentTokenMs) {

        /** What a file leaves out was not measured. */
        public Latency {
            coldStartMs = Summary.orNothing(coldStartMs);
            firstTokenMs = Summary.orNothing(firstTokenMs);
            subsequentTokenMs = Summary.orNothing(subsequentTokenMs);
        }
    }

    /** Tokens a second. */
    public record Throughput(Summary tokensPerSecond, Summary tokensPerSecondAfterFirst) {

        /** What a file leaves out was not measured. */
        public Throughput {
            tokensPerSecond = Summary.orNothing(tokensPerSecond);
            tokensPerSecondAfterFirst = Summary.orNothing(tokensPerSecondAfterFirst);
        }
    }

    /** Resident memory. */
    public record Memory(Summary peakMemoryUsageMb, Summary averageMemoryUsageMb) {

        /** What a file leaves out was not measured. */
        public Memory {
            peakMemoryUsageMb = Summary.orNothing(peakMemoryUsageMb);
            averageMemoryUsageMb = Summary.orNothing(averageMemoryUsageMb);
        }
    }

    /** Power of the processor packages. */
    public record Power(Summary averagePowerW, Summary peakPowerW) {

        /** What a file leaves out was not measured. */
        public Power {
            averagePowerW = Summary.orNothing(averagePowerW);
            peakPowerW = Summary.orNothing(peakPowerW);
        }
    }

    /**
     * A metric over iterations; all null when none measured it.
     *
     * @param std standard deviation of the sample, over n - 1; null for a single iteration
     */
    public record Summary(Double mean, Double std, Double min, Double max, Double median) {

        /** Nothing was measured. */
        public static final Summary NOTHING = new Summary(null, null, null, null, null);

        private static Summary orNothing(Summary summary) {
            return summary == null ? NOTHING : summary;
        }

        /** Sums up values, of which there may be none. */
        public static Summary of(double... values) {
            if (values.length == 0) {
                return NOTHING;
            }
            Distribution d = Distribution.of(values);
            return new Summary(d.mean(), d.size() < 2 ? null : (Double) d.standardDeviation(), d.min(), d.max(), d.median());
        }
    }

    /**
     * One iteration; {@link Metric} says what its numbers mean.
     *
     * @param iteration counted from 1
     */
    public record Iteration(
            int iteration, Double coldStartMs, Double firstTokenMs, Double subsequentTokenMs, Double tokensPerSecond, Double peakMemoryMb,
            Double averageMemoryMb, Double averagePowerW, Double peakPowerW) { }
}
