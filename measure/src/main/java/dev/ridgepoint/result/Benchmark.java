package dev.ridgepoint.result;

import dev.ridgepoint.result.Extension.RawColdStart;
import dev.ridgepoint.runtime.LanguageModel;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Generation;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.Probe;
import dev.ridgepoint.trial.QuietTrials;
import dev.ridgepoint.trial.QuietTrials.Attempts;
import dev.ridgepoint.trial.TimedGeneration;
import dev.ridgepoint.trial.TimedPass;
import dev.ridgepoint.trial.Warmup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a benchmark: cold starts while there is no decoder in this process, then warm-up until stable, then the iterations that count. After each of them the result so
 * far is handed on.
 */
public final class Benchmark {

    /** What is told while a model is built that is then used. */
    public static final String BUILDING = "building the decoder";
    private static final String BUILDING_ENCODER = "building the encoder";

    /** Warm-up iterations beyond those asked for, when times do not settle. */
    private static final int MORE_WARMUP = 4;
    private static final int WARMUP_WINDOW = 8;
    private static final double WARMUP_TOLERANCE = 0.05;
    /** What ran before a probe decides what is in the caches; the best of three after a process has ended is comparable with those before it started. */
    private static final int IDLE_PROBES = 3;

    private final BenchmarkPlan plan;
    private final BenchmarkMachine machine;
    private final Watcher watcher;

    /** Whoever wants to know how far a benchmark is. */
    public interface Watcher {

        /** What is being done: {@code iteration 3 of 5}. */
        void doing(String what);

        /** Everything measured so far. */
        void measured(BenchmarkResult soFar);
    }

    /** A benchmark. */
    public Benchmark(BenchmarkPlan plan, BenchmarkMachine machine, Watcher watcher) {
        this.plan = plan;
        this.machine = machine;
        this.watcher = watcher;
    }

    /** Runs all of it. */
    public BenchmarkResult run() {
        return run(new BenchmarkLog(plan, plan.metadata(machine.time().instant().toString(), machine.environment()), machine.environment()));
    }

    /**
     * Runs what an earlier run has not.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if that was a run of something else or somewhere else
     */
    public BenchmarkResult goOnWith(BenchmarkResult earlier) {
        return run(BenchmarkLog.goingOnWith(earlier, plan, machine.environment()));
    }

    private BenchmarkResult run(BenchmarkLog log) {
        if (log.iterations() >= plan.iterations()) {
            return log.result();
        }
        coldStarts(log);
        Double before = megabytes(machine.meter().residentBytes());
        String noPower = machine.meter().powerUnavailable();
        log.resources(new Extension.Resources(machine.meter().memorySource(), before, noPower.isEmpty() ? null : noPower));
        watcher.doing(plan.subject().embeds() ? BUILDING_ENCODER : BUILDING);
        try (LanguageModel model = machine.model().get()) {
            log.runtime(model.runtime());
            NoiseGate gate = machine.gate().get();
            Generation generation = new Generation(model, plan.shape(), gate, machine.nanoTime());
            Extension.Warmup warmup = warmUp(generation);
            gate.learn();
            log.warmup(warmup, gate);
            QuietTrials<TimedGeneration> trials = new QuietTrials<>(TimedGeneration::interfered, plan.reruns());
            while (log.iterations() < plan.iterations()) {
                String what = "iteration " + (log.iterations() + 1) + " of " + plan.iterations();
                Attempts<TimedGeneration> attempts = trials.run(() -> {
                    watcher.doing(what);
                    return generation.run(machine.meter());
                });
                log.iteration(attempts.kept(), attempts.thrownAway());
                watcher.measured(log.result());
            }
        }
        return log.result();
    }

    private static Double megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? (Double) (bytes.getAsLong() / 1e6) : null;
    }

    private void coldStarts(BenchmarkLog log) {
        // A cold start belongs to an iteration, and those that are done have theirs.
        int missing = Math.min(plan.coldStarts(), plan.iterations()) - Math.max(log.coldStarts(), log.iterations());
        if (missing <= 0) {
            return;
        }
        NoiseGate gate = machine.gate().get();
        gate.learn();
        QuietTrials<RawColdStart> trials = new QuietTrials<>(RawColdStart::interfered, plan.reruns());
        for (int i = 0; i < missing; i++) {
            String what = "cold start " + (log.coldStarts() + 1) + " of " + plan.coldStarts();
            Attempts<RawColdStart> attempts = trials.run(() -> {
                watcher.doing(what);
                return coldStart(gate);
            });
            log.coldStart(attempts.kept(), attempts.thrownAway());
            watcher.measured(log.result());
        }
    }

    private RawColdStart coldStart(NoiseGate gate) {
        Probe before = idleProbe(gate);
        ColdStart start = machine.coldStart().get();
        Probe after = idleProbe(gate);
        return new RawColdStart(RawTrial.ms(start.seconds()), RawTrial.ms(start.loadSeconds()), RawTrial.ms(start.passSeconds()),
                List.of(RawTrial.ms(before.seconds()), RawTrial.ms(after.seconds())), gate.isSlow(before) || gate.isSlow(after));
    }

    private static Probe idleProbe(NoiseGate gate) {
        Probe least = gate.probe();
        for (int i = 1; i < IDLE_PROBES; i++) {
            Probe next = gate.probe();
            least = next.seconds() < least.seconds() ? next : least;
        }
        return least;
    }

    /** Runs the iterations asked for, and more while times have not settled: those of tokens, or of prompts where there is one token only. */
    private Extension.Warmup warmUp(Generation generation) {
        boolean tokens = plan.shape().outputLength() > 1;
        // Three iterations of few tokens fill three windows.
        Warmup rule = new Warmup(Math.max(1, Math.min(WARMUP_WINDOW, plan.shape().outputLength() - 1)), WARMUP_TOLERANCE);
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        int most = plan.warmup() == 0 ? 0 : plan.warmup() + MORE_WARMUP;
        while (first.size() < most && (first.size() < plan.warmup() || !rule.isStable())) {
            watcher.doing("warm-up " + (first.size() + 1));
            TimedGeneration timed = generation.run(machine.meter());
            first.add(RawTrial.ms(timed.prefill().seconds()));
            timed.steps().stream().map(TimedPass::seconds).forEach(s -> later.add(RawTrial.ms(s)));
            (tokens ? timed.steps() : List.of(timed.prefill())).forEach(pass -> rule.add(pass.seconds()));
        }
        return new Extension.Warmup(first.size(), first.isEmpty() ? null : (Boolean) rule.isStable(), rule.rule(), first, later);
    }
}
