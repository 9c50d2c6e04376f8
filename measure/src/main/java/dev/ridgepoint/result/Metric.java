package dev.ridgepoint.result;

import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Results;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The numbers of a benchmark run and what they mean. With {@code B} sequences of {@code N} generated tokens, of which the prompt's pass yields the first. */
public enum Metric {
    /** From the start of a fresh process to its first token, loading included. */
    COLD_START("cold_start_ms", Better.LESS, (i, batch) -> i.coldStartMs(), r -> r.latency().coldStartMs()),
    /** The prompt's pass. */
    FIRST_TOKEN("first_token_ms", Better.LESS, (i, batch) -> i.firstTokenMs(), r -> r.latency().firstTokenMs()),
    /** {@code (total - first) / (N - 1)}: a token after the first, on average. */
    SUBSEQUENT_TOKEN("subsequent_token_ms", Better.LESS, (i, batch) -> i.subsequentTokenMs(), r -> r.latency().subsequentTokenMs()),
    /** {@code B N / total}, the first token and its prompt included. */
    TOKENS_PER_SECOND("tokens_per_second", Better.MORE, (i, batch) -> i.tokensPerSecond(), r -> r.throughput().tokensPerSecond()),
    /** {@code B (N - 1) / (total - first)}. */
    TOKENS_PER_SECOND_AFTER_FIRST("tokens_per_second_after_first", Better.MORE,
            (i, batch) -> i.subsequentTokenMs() == null ? null : (Double) (batch * 1e3 / i.subsequentTokenMs()),
            r -> r.throughput().tokensPerSecondAfterFirst()),
    /** The most resident memory of the process while it generated. */
    PEAK_MEMORY("peak_memory_usage_mb", Better.LESS, (i, batch) -> i.peakMemoryMb(), r -> r.memory().peakMemoryUsageMb()),
    /** Resident memory while it generated, averaged over samples. */
    AVERAGE_MEMORY("average_memory_usage_mb", Better.LESS, (i, batch) -> i.averageMemoryMb(), r -> r.memory().averageMemoryUsageMb()),
    /** Energy of the processor packages over time. */
    AVERAGE_POWER("average_power_w", Better.LESS, (i, batch) -> i.averagePowerW(), r -> r.power().averagePowerW()),
    /** The most power between two samples. */
    PEAK_POWER("peak_power_w", Better.LESS, (i, batch) -> i.peakPowerW(), r -> r.power().peakPowerW());

    /** Which way a metric is to go. */
    public enum Better { LESS, MORE }

    private final String key;
    private final Better better;
    private final BiFunction<Iteration, Integer, Double> ofIteration;
    private final Function<Results, Summary> ofResults;

    Metric(String key, Better better, BiFunction<Iteration, Integer, Double> ofIteration, Function<Results, Summary> ofResults) {
        this.key = key;
        this.better = better;
        this.ofIteration = ofIteration;
        this.ofResults = ofResults;
    }

    /** Its name in the schema's results. */
    public String key() {
        return key;
    }

    /** Which way it is to go. */
    public Better better() {
        return better;
    }

    /** In words: {@code first token}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The unit of its values. */
    public String unit() {
        return key.endsWith("_ms") ? "ms" : key.endsWith("_mb") ? "MB" : key.endsWith("_w") ? "W" : "tokens/s";
    }

    /** Its value in an iteration of so many sequences; empty where it was not measured. */
    public OptionalDouble of(Iteration iteration, int batch) {
        Double value = ofIteration.apply(iteration, batch);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Its values in the iterations that measured it. */
    public double[] values(List<Iteration> iterations, int batch) {
        return iterations.stream().map(i -> ofIteration.apply(i, batch)).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    }

    /** Its summary over iterations. */
    public Summary over(List<Iteration> iterations, int batch) {
        return Summary.of(values(iterations, batch));
    }

    /** Its summary as a file has it. */
    public Summary in(Results results) {
        return ofResults.apply(results);
    }
}
