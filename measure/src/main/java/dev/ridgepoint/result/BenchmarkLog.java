package dev.ridgepoint.result;

import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.BenchmarkResult.Results;
import dev.ridgepoint.result.Extension.RawColdStart;
import dev.ridgepoint.result.Extension.Spread;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.TimedGeneration;
import dev.ridgepoint.trial.Trials;
import dev.ridgepoint.trial.Usage;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a benchmark has measured so far: grows, and can be made a result at any time. */
final class BenchmarkLog {

    private static final String COLD_START_NOTE = "a fresh process of the same Java, timed by its parent from start to %s; its weights are %s, in load_ms; "
            + "files it reads are in the system's cache from the second time on";

    private final BenchmarkPlan plan;
    private final Metadata metadata;
    private final List<Iteration> iterations = new ArrayList<>();
    private final List<RawTrial> trials = new ArrayList<>();
    private final List<RawTrial> thrownAway = new ArrayList<>();
    private final List<RawColdStart> coldStarts = new ArrayList<>();
    private final List<RawColdStart> coldStartsThrownAway = new ArrayList<>();
    private Environment environment;
    private Extension.Resources resources;
    private Extension.Warmup warmup;
    private Double baselineMs;

    BenchmarkLog(BenchmarkPlan plan, Metadata metadata, Environment environment) {
        this.plan = plan;
        this.metadata = metadata;
        this.environment = environment;
    }

    /** Begins with what an earlier run left. */
    static BenchmarkLog goingOnWith(BenchmarkResult earlier, BenchmarkPlan plan, Environment environment) {
        plan.mustContinue(earlier);
        Extension extension = earlier.extension();
        environment.mustEqual(extension.environment());
        BenchmarkLog log = new BenchmarkLog(plan, plan.metadata(earlier.metadata().timestamp(), environment), environment);
        log.environment = environment.withRuntime(extension.environment().runtime());
        log.iterations.addAll(earlier.iterations());
        log.trials.addAll(extension.trials());
        log.thrownAway.addAll(extension.thrownAway());
        log.coldStarts.addAll(extension.coldStart().trials());
        log.coldStartsThrownAway.addAll(extension.coldStart().thrownAway());
        log.resources = extension.resources();
        log.warmup = extension.warmup();
        log.baselineMs = extension.noiseGate().baselineMs();
        return log;
    }

    int iterations() {
        return iterations.size();
    }

    int coldStarts() {
        return coldStarts.size();
    }

    void coldStart(RawColdStart kept, List<RawColdStart> discarded) {
        coldStarts.add(kept);
        coldStartsThrownAway.addAll(discarded);
    }

    void resources(Extension.Resources found) {
        resources = found;
    }

    void runtime(String name) {
        environment = environment.withRuntime(name);
    }

    void warmup(Extension.Warmup done, NoiseGate learned) {
        warmup = done;
        baselineMs = RawTrial.ms(learned.baseline());
    }

    void iteration(TimedGeneration kept, List<TimedGeneration> discarded) {
        int number = iterations.size() + 1;
        double baseline = baselineMs * 1e-3;
        discarded.forEach(timed -> thrownAway.add(RawTrial.of(number, timed, baseline)));
        RawTrial raw = RawTrial.of(number, kept, baseline);
        trials.add(raw);
        Double coldStart = number <= coldStarts.size() ? coldStarts.get(number - 1).totalMs() : null;
        Double subsequent = raw.interTokenMs().isEmpty() ? null
                : (Double) RawTrial.rounded(raw.interTokenMs().stream().mapToDouble(t -> t).average().orElseThrow());
        double tokens = (double) plan.batch() * plan.shape().outputLength();
        boolean embeds = plan.subject().embeds();
        Double first = embeds ? null : (Double) raw.firstTokenMs();
        Double rate = embeds ? null : (Double) (tokens / kept.totalSeconds());
        Usage usage = kept.usage();
        iterations.add(new Iteration(number, coldStart, first, subsequent, rate, over(usage.peakBytes(), 1e6),
                over(usage.averageBytes(), 1e6), over(usage.averageWatts(), 1), over(usage.peakWatts(), 1)));
    }

    private static Double over(OptionalDouble value, double unit) {
        return value.isPresent() ? (Double) (value.getAsDouble() / unit) : null;
    }

    BenchmarkResult result() {
        Results results = Results.of(iterations, plan.batch());
        int reruns = thrownAway.size();
        int interfered = (int) trials.stream().filter(RawTrial::interfered).count();
        return new BenchmarkResult(metadata, results, iterations, new Extension(Extension.VERSION, plan.setup(), environment, warmup,
                new Extension.NoiseGate(NoiseGate.FACTOR, baselineMs, plan.reruns(), reruns, interfered),
                new Extension.ColdStart(coldStarts.size(), coldStartNote(), List.copyOf(coldStarts), List.copyOf(coldStartsThrownAway)), resources,
                Extension.Harness.of(trials), reads(), spread(), List.copyOf(trials), List.copyOf(thrownAway),
                plan.subject().embeds() ? null : plan.prediction().map(prediction -> PredictionBeside.of(prediction, results)).orElse(null),
                plan.subject().embeds() ? Embedding.of(trials, plan.batch(), plan.prediction()) : null));
    }

    /** What a file of the user's own reads in a step is not known. */
    private StreamedReads reads() {
        return plan.subject() instanceof Subject.Descriptor model && !model.embeds()
                ? StreamedReads.of(Workload.of(model.architecture(), PredictionBeside.numerics(model.stored())), plan.batch(), plan.shape().depth(),
                        plan.shape().inputLength(), trials).orElse(null)
                : null;
    }

    private String coldStartNote() {
        return String.format(COLD_START_NOTE, plan.subject().embeds() ? "first embedding" : "first token", plan.subject().weightsSource());
    }

    private Map<String, Spread> spread() {
        Map<String, Spread> spread = new LinkedHashMap<>();
        if (plan.subject().embeds()) {
            spread(Embedding.EMBEDDING_MS, Embedding.milliseconds(trials), spread);
            spread(Embedding.QUERIES_PER_SECOND, Embedding.queriesPerSecond(trials, plan.batch()), spread);
        }
        for (Metric metric : Metric.values()) {
            spread(metric.key(), metric.values(iterations, plan.batch()), spread);
        }
        double[] tokens = trials.stream().flatMap(trial -> trial.interTokenMs().stream()).mapToDouble(t -> t).toArray();
        if (tokens.length > 0) {
            // Tokens of an iteration depend on one another: an interval as if they did not would be far too narrow.
            spread.put("inter_token_ms", Spread.of(Distribution.of(tokens), Optional.empty()));
        }
        return spread;
    }

    private static void spread(String key, double[] values, Map<String, Spread> spread) {
        if (values.length > 0) {
            Distribution d = Distribution.of(values);
            spread.put(key, Spread.of(d, d.medianInterval(Trials.CONFIDENCE)));
        }
    }
}
