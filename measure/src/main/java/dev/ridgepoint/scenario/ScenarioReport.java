package dev.ridgepoint.scenario;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.JsonFile;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.ProfilePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A study of scenarios. Its components and theirs are the fields of {@code scenarios.json}, in snake case; times are in milliseconds, or in microseconds where
 * the name says {@code us}, memory in 10^6 bytes. What could not be measured is null, and {@link Analysis#absent} says why.
 *
 * @param version     of this schema
 * @param study       what was asked
 * @param environment software and machine; null before anything ran
 * @param builds      what it took to have the decoder, for each batch size
 * @param scenarios   what was measured, in the order in which it was
 * @param scaling     over batch sizes; empty where there is one
 * @param analysis    what all of them say together
 * @param profile     which passes were profiled; null before they were, and where the runtime has no profiler
 * @param operators   where their time goes, by the runtime's profiler; empty without a profile
 */
public record ScenarioReport(
        int version, Study study, Environment environment, List<Build> builds, List<MeasuredScenario> scenarios, List<BatchScaling> scaling,
        Analysis analysis, ProfilePlan profile, List<OperatorShare> operators) {

    /** The version that is written. */
    public static final int VERSION = 1;

    /** Copies its lists. */
    public ScenarioReport {
        builds = List.copyOf(builds);
        scenarios = List.copyOf(scenarios);
        scaling = List.copyOf(scaling);
        operators = List.copyOf(operators);
    }

    /**
     * What was asked.
     *
     * @param timestamp  when the study began, in ISO 8601
     * @param model      its id
     * @param parameters of the model as run
     * @param layers     of the model as run
     * @param weights    how they are stored
     * @param device     {@code cpu}
     * @param runtime    its name on the command line
     * @param threads    of the runtime
     * @param iterations of each scenario that count
     * @param warmup     the least before them
     * @param reruns     the most of each iteration
     * @param scenarios  ids
     * @param batches    sequences at once, fewest first
     * @param hardware   id of the profile that was predicted for; null for none
     * @param calibrated whether it says what the runtime reaches, and not the device's ceilings alone; null without a profile
     */
    public record Study(
            String timestamp, String model, long parameters, int layers, String weights, String device, String runtime, int threads, int iterations,
            int warmup, int reruns, List<String> scenarios, List<Integer> batches, String hardware, Boolean calibrated) {

        static Study of(ScenarioPlan plan, String timestamp) {
            return new Study(timestamp, plan.model().id(), plan.model().parameters(), plan.model().layers(), plan.weights().id(), plan.device(), plan.runtime(),
                    plan.threads(), plan.iterations(), plan.warmup(), plan.reruns(), plan.scenarios().stream().map(Scenario::id).toList(), plan.batches(),
                    plan.roofline().map(roofline -> roofline.hardware().id()).orElse(null),
                    plan.roofline().map(Roofline::isCalibrated).orElse(null));
        }

        private List<?> decoder() {
            return List.of(model, parameters, layers, weights, device, runtime, threads);
        }

        /** Refuses to go on with a study of another decoder. @throws InvalidInputException if it was of another */
        void mustEqual(Study earlier) {
            if (!decoder().equals(earlier.decoder())) {
                throw new InvalidInputException("the study to go on with is of " + earlier.named() + ", and asked for is " + named());
            }
        }

        private String named() {
            return model + ", " + layers + " layers, " + weights + ", " + runtime + " with threads " + threads;
        }
    }

    /**
     * What it took to have a decoder. Nothing is read from a disk: weights are random.
     *
     * @param batch      sequences
     * @param graphMs    describing the graph; null where the runtime has none
     * @param weightsMs  making the weights, which stands for reading them; null where it was not timed by itself
     * @param sessionMs  the runtime's own: optimising the graph, taking the weights over and packing them; null where it was not timed by itself
     * @param totalMs    all of it
     * @param residentMb of this process when it was done; null where that cannot be known
     */
    public record Build(int batch, Double graphMs, Double weightsMs, Double sessionMs, double totalMs, Double residentMb) { }

    /** How many scenarios there are to be, each batch size counted. */
    public int planned() {
        return study.scenarios().size() * study.batches().size();
    }

    /** Whether there is every iteration of every scenario at every batch size. */
    public boolean isComplete() {
        return scenarios.size() == planned() && scenarios.stream().allMatch(s -> s.runs() >= study.iterations());
    }

    /** The scenarios at the smallest batch size. */
    public List<MeasuredScenario> leading() {
        return scenarios.stream().filter(scenario -> scenario.batch() == study.batches().get(0)).toList();
    }

    /** The decoder's build for a batch size; empty where no scenario has needed it yet. */
    public Optional<Build> build(int batch) {
        return builds.stream().filter(build -> build.batch() == batch).findFirst();
    }

    /** As a file has it. */
    public String json() {
        return JsonFile.text(this);
    }

    /** @throws InvalidInputException if the file is missing, not JSON, or no study */
    static ScenarioReport read(Path file) {
        return JsonFile.read(file, ScenarioReport.class, "study of scenarios", "version", "study", "scenarios", "builds", "scaling", "operators");
    }
}
