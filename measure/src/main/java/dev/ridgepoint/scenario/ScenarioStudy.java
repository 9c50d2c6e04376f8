package dev.ridgepoint.scenario;

import dev.ridgepoint.ceiling.Progress;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.Benchmark;
import dev.ridgepoint.result.BenchmarkMachine;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.Loading;
import dev.ridgepoint.runtime.OnnxDecoder;
import dev.ridgepoint.scenario.ScenarioReport.Build;
import dev.ridgepoint.scenario.ScenarioReport.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs every scenario at every batch size as a {@link Benchmark}, with one decoder for all scenarios of a batch size, and then profiles the operators. After
 * each iteration its run's file is whole, after each scenario the study's.
 */
public final class ScenarioStudy {

    private final ScenarioPlan plan;
    private final ScenarioMachine machine;
    private final ScenarioFolder folder;
    private final Progress progress;

    private final List<Build> builds = new ArrayList<>();
    private final List<MeasuredScenario> measured = new ArrayList<>();
    private List<OperatorShare> operators = List.of();
    private Study study;
    private Environment environment;
    private long tokensDone;

    /** A study, to be run once. */
    public ScenarioStudy(ScenarioPlan plan, ScenarioMachine machine, ScenarioFolder folder, Progress progress) {
        this.plan = plan;
        this.machine = machine;
        this.folder = folder;
        this.progress = progress;
        this.study = Study.of(plan, machine.time().instant().toString());
    }

    /** Runs all of it. */
    public ScenarioReport run() {
        return run(Optional.empty());
    }

    /**
     * Runs what an earlier study has not.
     *
     * @throws InvalidInputException if that was a study of another decoder or on another machine
     */
    public ScenarioReport goOnWith(ScenarioReport earlier) {
        try {
            study.mustEqual(earlier.study());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(folder.report().toString(), e.getMessage());
        }
        study = Study.of(plan, earlier.study().timestamp());
        environment = earlier.environment();
        return run(Optional.of(earlier));
    }

    private ScenarioReport run(Optional<ScenarioReport> earlier) {
        folder.make();
        for (int batch : plan.batches()) {
            earlier.flatMap(report -> report.build(batch)).ifPresent(builds::add);
            try (BatchDecoder decoder = new BatchDecoder(batch)) {
                for (Scenario scenario : plan.scenarios()) {
                    measured.add(measure(scenario, decoder, earlier.isPresent() ? folder.earlierRun(scenario, batch) : Optional.empty()));
                    tokensDone += tokens(scenario) * batch;
                    folder.write(report());
                }
            }
        }
        operators = earlier.filter(report -> plan.profile().equals(report.profile()) && Objects.equals(report.study().hardware(), study.hardware()))
                .map(ScenarioReport::operators).orElseGet(this::profile);
        ScenarioReport report = report();
        folder.write(report);
        return report;
    }

    private MeasuredScenario measure(Scenario scenario, BatchDecoder decoder, Optional<ResultFile> earlier) {
        int batch = decoder.batch;
        Benchmark benchmark = new Benchmark(plan.benchmark(scenario, batch), machine(decoder), new Benchmark.Watcher() {
            private int iterations;

            @Override
            public void doing(String what) {
                String doing = what.equals(Benchmark.BUILDING) && decoder.isBuilt() ? "getting ready" : what;
                progress.at(scenario.id() + (plan.batches().size() > 1 ? ", batch " + batch : "") + ": " + doing, share(scenario, batch, iterations));
            }

            @Override
            public void measured(BenchmarkResult soFar) {
                iterations = soFar.iterations().size();
                folder.write(scenario, batch, earlier.map(file -> file.with(soFar)).orElseGet(() -> ResultFile.of(soFar)));
                // Not before there is something to go on with: a model that cannot be built leaves no study.
                folder.write(report());
            }
        });
        BenchmarkResult result;
        try {
            result = earlier.isPresent() ? benchmark.goOnWith(earlier.get().result()) : benchmark.run();
        } catch (InvalidInputException e) {
            throw earlier.isPresent() ? new InvalidInputException(folder.path().resolve(ScenarioFolder.run(scenario, batch)).toString(), e.getMessage()) : e;
        }
        environment = result.extension().environment();
        return MeasuredScenario.of(scenario, batch, result, plan.prediction(scenario, batch), ScenarioFolder.run(scenario, batch));
    }

    private BenchmarkMachine machine(BatchDecoder decoder) {
        return new BenchmarkMachine(decoder::shared, () -> {
            throw new UnsupportedOperationException("a study has no cold starts");
        }, machine.gate(), machine.meter(), machine.nanoTime(), machine.time(), machine.environment());
    }

    private static long tokens(Scenario scenario) {
        return scenario.prompt() + (long) scenario.generated();
    }

    /** How far the study is, by tokens, as if a scenario began with its first iteration. */
    private double share(Scenario scenario, int batch, int iterations) {
        long each = plan.scenarios().stream().mapToLong(ScenarioStudy::tokens).sum();
        double all = each * (double) plan.batches().stream().mapToInt(b -> b).sum();
        return (tokensDone + tokens(scenario) * batch * (double) iterations / plan.iterations()) / all;
    }

    private List<OperatorShare> profile() {
        if (machine.profiler().isEmpty()) {
            return List.of();
        }
        progress.at("timing operators", 1);
        return OperatorShare.of(plan, machine.profiler().get().apply(plan.profiledDecoder(), plan.profile()));
    }

    private ScenarioReport report() {
        Optional<String> notProfiled = machine.profiler().isEmpty() ? Optional.of("the runtime has no profiler") : Optional.empty();
        return new ScenarioReport(ScenarioReport.VERSION, study, environment, builds, measured, BatchScaling.of(measured),
                Analysis.of(plan.leadBatch(), measured, operators, notProfiled), operators.isEmpty() ? null : plan.profile(), operators);
    }

    /** The decoder of a batch size: built when a scenario first needs it, and let go of when all have had it. */
    private final class BatchDecoder implements AutoCloseable {

        private final int batch;
        private Decoder decoder;

        BatchDecoder(int batch) {
            this.batch = batch;
        }

        boolean isBuilt() {
            return decoder != null;
        }

        Decoder shared() {
            if (decoder == null) {
                long start = machine.nanoTime().getAsLong();
                decoder = machine.decoder().apply(plan.decoder(batch));
                double ms = (machine.nanoTime().getAsLong() - start) * 1e-6;
                builds.removeIf(build -> build.batch() == batch);
                builds.add(build(ms));
            }
            return new SharedDecoder(decoder);
        }

        private Build build(double totalMs) {
            Optional<Loading> loading = decoder instanceof OnnxDecoder onnx ? Optional.of(onnx.loading()) : Optional.empty();
            var resident = machine.memory().bytes();
            return new Build(batch, loading.map(l -> 1e3 * l.graphSeconds()).orElse(null), loading.map(l -> 1e3 * l.weightsSeconds()).orElse(null),
                    loading.map(l -> 1e3 * l.sessionSeconds()).orElse(null), totalMs, resident.isPresent() ? (Double) (resident.getAsLong() / 1e6) : null);
        }

        @Override
        public void close() {
            if (decoder != null) {
                decoder.close();
                decoder = null;
                // Its weights lie outside the heap until their buffers are collected, and would count as the next decoder's memory.
                System.gc();
            }
        }
    }
}
