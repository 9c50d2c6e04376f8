package dev.ridgepoint.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.OperatorTime;
import dev.ridgepoint.runtime.OperatorTime.Phase;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.trial.Energy;
import dev.ridgepoint.trial.FakeDecoder;
import dev.ridgepoint.trial.FakeGates;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study on decoders and a clock that do as they are told: prompts take 500 ms and steps 20 ms. */
class ScenarioStudyTest {

    private static final Architecture MODEL = Library.find().architecture("smollm2-135m").withLayers(2);
    private static final Environment ENVIRONMENT =
            new Environment("17", "a JVM", "an OS", "a CPU", 2, 8_000_000_000L, null, "1.0", "abc", "ridgepoint bench scenarios");
    private static final List<Scenario> TWO = List.of(new Scenario("A", 10, 4), new Scenario("B", 20, 6));
    private static final Roofline ROOFLINE = Roofline.of(Library.find().hardware("xeon-8490h"), PredictionBeside.numerics(StoredWeights.INT8));

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();
    private final List<FakeDecoder> built = new ArrayList<>();
    private final List<ProfilePlan> profiled = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private IntToDoubleFunction steps = n -> 0.02;
    private ScenarioFolder study;
    private String killAt = "";

    @BeforeEach
    void memory() throws IOException {
        Files.writeString(folder.resolve("status"), "VmHWM: 3000 kB\nVmRSS: 2000 kB\n");
        study = new ScenarioFolder(folder.resolve("study"));
    }

    private static ScenarioPlan plan(List<Scenario> scenarios, List<Integer> batches, Optional<Roofline> roofline) {
        return new ScenarioPlan("cpu", MODEL, StoredWeights.INT8, 2, "fake", scenarios, batches, 3, 1, 0, roofline);
    }

    private static ScenarioPlan two() {
        return plan(TWO, List.of(1), Optional.empty());
    }

    private ScenarioMachine machine() {
        ResidentMemory memory = new ResidentMemory.ProcStatus(folder.resolve("status"));
        return new ScenarioMachine(spec -> {
            now.addAndGet(3_000_000_000L);
            built.add(new FakeDecoder(now, MODEL, spec.batch(), 0.5, steps));
            return built.get(built.size() - 1);
        }, Optional.of((spec, plan) -> {
            profiled.add(plan);
            assertThat(spec.maxTokens()).isGreaterThanOrEqualTo(plan.depth() + plan.steps() + 1).isGreaterThanOrEqualTo(plan.promptTokens());
            return List.of(new OperatorTime(Phase.PREFILL, 0, "q_proj", 30, 1), new OperatorTime(Phase.DECODE, 0, "q_proj", 6, 1),
                    new OperatorTime(Phase.DECODE, 1, "q_proj", 4, 1), new OperatorTime(Phase.DECODE, -1, "lm_head", 30, 2));
        }), () -> FakeGates.of(n -> 0.001), new UsageMeter(memory, Energy.of(folder.resolve("none")), now::get), memory, now::get,
                InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), ENVIRONMENT);
    }

    private ScenarioStudy study(ScenarioPlan plan) {
        return new ScenarioStudy(plan, machine(), study, (what, share) -> {
            assertThat(share).isBetween(0.0, 1.0);
            done.add(what);
            if (what.equals(killAt)) {
                throw new IllegalStateException("killed");
            }
        });
    }

    @Test
    void figuresAreAsDefined() {
        ScenarioReport report = study(two()).run();
        MeasuredScenario second = report.scenarios().get(1);
        assertThat(second.scenarioId()).isEqualTo("B");
        assertThat(second.runs()).isEqualTo(3);
        assertThat(second.interfered()).isZero();
        assertThat(second.ttftMedianMs()).isCloseTo(500, within(1e-6));
        assertThat(second.ttftStdMs()).isCloseTo(0, within(1e-9));
        // Five steps of 20 ms; 20 tokens in 0.5 s; six tokens in 0.6 s.
        assertThat(second.tpsMedian()).isCloseTo(50, within(1e-6));
        assertThat(second.prefillTpsMedian()).isCloseTo(40, within(1e-6));
        assertThat(second.stepTpsMedian()).isCloseTo(50, within(1e-6));
        assertThat(second.requestTpsMedian()).isCloseTo(10, within(1e-6));
        assertThat(second.peakMemoryMb()).isCloseTo(2.048, within(1e-9));
        assertThat(second.predicted()).isNull();
        assertThat(second.utilisation()).isNull();
        assertThat(second.file()).isEqualTo("runs/B.json");
        assertThat(report.environment().runtime()).isEqualTo("fake 1.0 cpu");
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void oneSlowStepMovesTheRateAndNotTheMedianStep() {
        // Runs of 3 steps, the warm-up's first: the second run that counts has its steps 6 to 8.
        steps = n -> n % 3 == 1 ? 0.2 : 0.02;
        MeasuredScenario measured = study(plan(TWO.subList(0, 1), List.of(1), Optional.empty())).run().scenarios().get(0);
        assertThat(measured.tpsMedian()).isCloseTo(3 / 0.24, within(1e-6));
        assertThat(measured.stepTpsMedian()).isCloseTo(50, within(1e-6));
    }

    @Test
    void oneDecoderServesAllScenariosOfABatchSize() {
        ScenarioReport report = study(plan(TWO, List.of(4, 1, 4), Optional.empty())).run();
        assertThat(built).hasSize(2).allMatch(decoder -> decoder.cached() == -1);
        assertThat(built).extracting(decoder -> decoder.batch()).containsExactly(1, 4);
        assertThat(report.builds()).extracting(ScenarioReport.Build::batch).containsExactly(1, 4);
        assertThat(report.builds().get(0).totalMs()).isCloseTo(3000, within(1e-6));
        assertThat(report.builds().get(0).graphMs()).isNull();
        assertThat(report.builds().get(0).residentMb()).isCloseTo(2.048, within(1e-9));
        assertThat(report.scenarios()).extracting(MeasuredScenario::file)
                .containsExactly("runs/A.json", "runs/B.json", "runs/A-batch-4.json", "runs/B-batch-4.json");
        assertThat(two().decoder(1).maxTokens()).isEqualTo(25);
    }

    @Test
    void aBatchIsWorthItsSequences() {
        // Steps take the same for four sequences: four times the tokens.
        ScenarioReport report = study(plan(TWO.subList(0, 1), List.of(1, 4), Optional.of(ROOFLINE))).run();
        assertThat(report.scaling()).hasSize(2);
        BatchScaling four = report.scaling().get(1);
        assertThat(four.tps()).isCloseTo(200, within(1e-6));
        assertThat(four.tpsEach()).isCloseTo(50, within(1e-6));
        assertThat(four.tokenMs()).isCloseTo(20, within(1e-6));
        assertThat(four.ttftMs()).isCloseTo(500, within(1e-6));
        assertThat(four.requestTps()).isCloseTo(16 / 0.56, within(1e-6));
        assertThat(four.speedup()).isCloseTo(4, within(1e-9));
        assertThat(four.efficiency()).isCloseTo(1, within(1e-9));
        assertThat(four.predictedTps()).isEqualTo(report.scenarios().get(1).predicted().tps());
        assertThat(report.scaling().get(0).speedup()).isEqualTo(1);
        assertThat(study(two()).run().scaling()).isEmpty();
    }

    @Test
    void aSingleTokenHasNoSteps() {
        MeasuredScenario measured = study(plan(List.of(new Scenario("8/1", 8, 1)), List.of(1, 2), Optional.of(ROOFLINE))).run().scenarios().get(1);
        assertThat(measured.tpsMedian()).isNull();
        assertThat(measured.tokenMs()).isNull();
        assertThat(measured.predicted().tps()).isNull();
        assertThat(measured.utilisation().decodeMbu()).isNull();
        assertThat(measured.file()).isEqualTo("runs/8-1-batch-2.json");
    }

    @Test
    void predictionsAreOfTheSameRequestAndUtilisationIsOfThePeak() {
        MeasuredScenario measured = study(plan(TWO, List.of(2), Optional.of(ROOFLINE))).run().scenarios().get(1);
        Prediction prediction = new Predictor(Workload.of(MODEL, PredictionBeside.numerics(StoredWeights.INT8)))
                .predict(ROOFLINE, new Request(20, 5, 0, 2, 20));
        Prediction.Phase decode = prediction.decode().orElseThrow();
        assertThat(measured.predicted().ttftMs()).isCloseTo(1e3 * prediction.timeToFirstToken(), within(1e-12));
        assertThat(measured.predicted().tps()).isCloseTo(2 / decode.seconds(), within(1e-6));
        assertThat(measured.utilisation().prefillMfu())
                .isCloseTo(prediction.prefill().orElseThrow().flops() / 0.5 / ROOFLINE.peak(), within(1e-12));
        // At the predicted pace utilisation is the prediction's.
        assertThat(measured.utilisation().decodeMbu()).isCloseTo(decode.mbu() * decode.seconds() / 0.02, within(1e-12));
        assertThat(measured.utilisation().decodeMfu()).isCloseTo(decode.mfu() * decode.seconds() / 0.02, within(1e-12));
    }

    @Test
    void operatorsOfAStepAreSummedOverLayers() {
        ScenarioReport report = study(two()).run();
        assertThat(profiled).containsExactly(new ProfilePlan(20, 3, 20, 5)).containsExactly(report.profile());
        List<OperatorShare> step = report.operators().stream().filter(OperatorShare::ofStep).toList();
        assertThat(step).containsExactly(new OperatorShare("decode", "lm_head", 30, 0.75, 2, null), new OperatorShare("decode", "q_proj", 10, 0.25, 2, null));
        assertThat(report.analysis().kernelsPerStep()).isEqualTo(4);
        assertThat(report.analysis().usPerKernel()).isCloseTo(10, within(1e-12));
    }

    @Test
    void aLongGenerationIsProfiledAboutItsMiddle() {
        ScenarioPlan six = plan(Scenario.SIX, List.of(1), Optional.empty());
        assertThat(six.longestDecode().id()).isEqualTo("S6");
        // 511 steps after 64 tokens: 20 of them in the middle.
        assertThat(six.profile()).isEqualTo(new ProfilePlan(64, 3, 309, 20));
        assertThat(six.decoder(1).maxTokens()).isEqualTo(1151);
    }

    @Test
    void killedAfterAScenarioTheStudyGoesOn() {
        killAt = "B: iteration 3 of 3";
        assertThatThrownBy(() -> study(two()).run()).hasMessage("killed");
        ScenarioReport soFar = study.earlier().orElseThrow();
        assertThat(soFar.isComplete()).isFalse();
        assertThat(soFar.planned()).isEqualTo(2);
        assertThat(soFar.scenarios()).extracting(MeasuredScenario::scenarioId).containsExactly("A");

        killAt = "";
        done.clear();
        ScenarioReport all = study(two()).goOnWith(soFar);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.scenarios().get(0)).isEqualTo(soFar.scenarios().get(0));
        assertThat(done).noneMatch(what -> what.startsWith("A:")).contains("B: iteration 3 of 3").doesNotContain("B: iteration 2 of 3");
        assertThat(study.earlier()).contains(all);
        assertThat(study.result(all.scenarios().get(1)).extension().trials()).hasSize(3);
    }

    @Test
    void aCompleteStudyIsNotRunAgain() {
        ScenarioReport report = study(two()).run();
        assertThat(study(two()).goOnWith(report)).isEqualTo(report);
        assertThat(built).hasSize(1);
        assertThat(profiled).hasSize(1);
    }

    @Test
    void aStudyOfSomethingElseIsNotGoneOnWith() {
        ScenarioReport report = study(two()).run();
        ScenarioPlan other = new ScenarioPlan("cpu", MODEL.withLayers(3), StoredWeights.INT8, 2, "fake", TWO, List.of(1), 3, 1, 0, Optional.empty());
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> study(other).goOnWith(report))
                .withMessageContaining("scenarios.json").withMessageContaining("2 layers").withMessageContaining("3 layers");
        assertThat(study.earlier()).contains(report);
    }

    @Test
    void aScenarioOfTheSameNameAndOtherLengthsIsNotGoneOnWith() {
        ScenarioReport report = study(two()).run();
        ScenarioPlan other = plan(List.of(new Scenario("A", 11, 4)), List.of(1), Optional.empty());
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> study(other).goOnWith(report))
                .withMessageContaining("A.json").withMessageContaining("input-length 10, and asked for is 11");
    }

    @Test
    void aFileThatIsNoStudyIsToldInOneLine() throws IOException {
        Files.createDirectories(study.path());
        Files.writeString(study.report(), "{\"metadata\": {}}");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(study::earlier)
                .withMessageContaining("is not a study of scenarios: it has no 'version'");
        Files.writeString(study.report(), "not JSON");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(study::earlier).withMessageContaining("is not JSON");
    }

    @Test
    void aFolderThatIsAFileIsToldInOneLine() throws IOException {
        Files.writeString(study.path(), "my thesis");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> study(two()).run()).withMessageContaining("is a file, not a folder");
    }

    @Test
    void whatCannotBeKnownIsMissingWithAReason() {
        ScenarioReport one = study(plan(TWO.subList(0, 1), List.of(1), Optional.empty())).run();
        assertThat(one.analysis().prefillScaling()).isNull();
        assertThat(one.analysis().decodeTpsCvPercent()).isNull();
        assertThat(one.analysis().absent()).containsOnlyKeys("prefill_scaling", "decode_tps_cv_percent", "utilisation");
        ScenarioReport all = study(plan(TWO, List.of(1), Optional.of(ROOFLINE))).run();
        assertThat(all.analysis().absent()).isEmpty();
        assertThat(all.analysis().decodeTpsCvPercent()).isCloseTo(0, within(1e-9));
    }

    @Test
    void chartsShowWhatWasMeasuredAndWhatWasPredicted() throws IOException {
        ScenarioPlan plan = plan(TWO, List.of(1, 2), Optional.of(ROOFLINE));
        ScenarioReport report = study(plan).run();
        ScenarioCharts charts = new ScenarioCharts(plan, report);
        SeriesFigure first = charts.firstToken();
        assertThat(first.series()).extracting(SeriesFigure.Series::name).containsExactly("measured ± standard deviation", "predicted");
        assertThat(first.series().get(0).points()).extracting(SeriesFigure.Point::x).containsExactly(10.0, 20.0);
        assertThat(first.series().get(1).points().get(0).y()).isCloseTo(report.scenarios().get(0).predicted().ttftMs() * 1e-3, within(1e-12));
        SeriesFigure steps = charts.steps(report.scenarios().get(1), study.result(report.scenarios().get(1)).extension().trials()).orElseThrow();
        // The first token is the prompt's, so five steps yield the second to the sixth.
        assertThat(steps.series().get(0).points()).extracting(SeriesFigure.Point::x).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(steps.series().get(0).points()).allSatisfy(point -> assertThat(point.y()).isCloseTo(50, within(1e-6)));
        assertThat(charts.throughput().series()).hasSize(4);
        assertThat(charts.write(study, FigureSize.COLUMN)).extracting(ChartFiles::png).extracting(path -> path.getFileName().toString())
                .containsExactly("first-token.png", "steps.png", "throughput.png", "batches.png");
        ScenarioPlan single = plan(List.of(new Scenario("8/1", 8, 1)), List.of(1), Optional.empty());
        assertThat(new ScenarioCharts(single, study(single).run()).write(study, FigureSize.PAGE)).isEmpty();
    }
}
