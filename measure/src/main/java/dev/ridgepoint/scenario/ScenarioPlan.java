package dev.ridgepoint.scenario;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.BenchmarkPlan;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.result.Subject;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.workload.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a study of scenarios is to run: every scenario at every batch size.
 *
 * @param device     {@code cpu}
 * @param model      cut or extended to the layers wanted
 * @param weights    how its weights are stored
 * @param threads    threads of the runtime
 * @param runtime    its name on the command line
 * @param scenarios  in the order in which they are run
 * @param batches    sequences at once, fewest first
 * @param iterations of each that count
 * @param warmup     the least before them; 0 for none
 * @param reruns     the most of each iteration
 * @param roofline   of the device to predict for; empty for none
 */
public record ScenarioPlan(
        String device, Architecture model, StoredWeights weights, int threads, String runtime, List<Scenario> scenarios, List<Integer> batches,
        int iterations, int warmup, int reruns, Optional<Roofline> roofline) {

    private static final int PROFILED_PROMPTS = 3;
    private static final int PROFILED_STEPS = 20;

    /** Copies its lists. @throws IllegalArgumentException if there is nothing to run */
    public ScenarioPlan {
        scenarios = List.copyOf(scenarios);
        batches = batches.stream().distinct().sorted().toList();
        if (scenarios.isEmpty() || batches.isEmpty()) {
            throw new IllegalArgumentException("a study needs a scenario and a batch size");
        }
    }

    /** The batch size that analysis and charts are about: the smallest. */
    public int leadBatch() {
        return batches.get(0);
    }

    /** The scenario of most generated tokens; the first of several. */
    public Scenario longestDecode() {
        return scenarios.stream().max(Comparator.comparingInt(Scenario::generated).thenComparing(Comparator.comparingInt(scenarios::indexOf).reversed()))
                .orElseThrow();
    }

    /** One scenario as a benchmark. Cold starts are {@code bench run}'s affair. */
    BenchmarkPlan benchmark(Scenario scenario, int batch) {
        return new BenchmarkPlan(device, subject(), scenario.shape(), batch, threads, runtime, iterations, warmup, 0, reruns, prediction(scenario, batch));
    }

    /** The decoder of all scenarios: with room for the longest, which costs the shorter ones nothing. */
    DecoderSpec decoder(int batch) {
        Scenario longest = scenarios.stream().max(Comparator.comparingInt(scenario -> scenario.shape().cacheLength())).orElseThrow();
        return benchmark(longest, batch).spec(subject());
    }

    private Subject.Descriptor subject() {
        return new Subject.Descriptor(model, weights);
    }

    /** What is predicted of a scenario; empty when no device was named. */
    public Optional<Prediction> prediction(Scenario scenario, int batch) {
        // The prompt runs in one pass and yields the first token.
        return predict(new Request(scenario.prompt(), scenario.steps(), 0, batch, scenario.prompt()));
    }

    /** What is predicted of any request. */
    Optional<Prediction> predict(Request request) {
        return roofline.map(roof -> new Predictor(Workload.of(model, PredictionBeside.numerics(weights))).predict(roof, request));
    }

    /** Which passes are profiled: the prompt of {@link #longestDecode()}, and steps about the middle of its generation. */
    ProfilePlan profile() {
        Scenario scenario = longestDecode();
        int steps = Math.max(1, Math.min(PROFILED_STEPS, scenario.steps()));
        return new ProfilePlan(scenario.prompt(), PROFILED_PROMPTS, scenario.prompt() + (scenario.steps() - steps) / 2, steps);
    }

    /** The decoder that is profiled. */
    DecoderSpec profiledDecoder() {
        ProfilePlan profile = profile();
        DecoderSpec spec = decoder(leadBatch());
        // One pass more: the first of a phase is thrown away.
        return new DecoderSpec(spec.architecture(), spec.weights(), spec.latentExecution(), profile.depth() + profile.steps() + 1, spec.batch(), spec.threads(),
                spec.seed());
    }
}
