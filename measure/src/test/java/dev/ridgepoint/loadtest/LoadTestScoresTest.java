package dev.ridgepoint.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Parameter;
import dev.ridgepoint.calibrate.FittedServer;
import dev.ridgepoint.calibrate.LeaveOneOut;
import dev.ridgepoint.calibrate.LoadTestEvidence;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.LoadTestCsv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped runtimes of servers say of the published load tests; none may get worse. */
class LoadTestScoresTest {

    private static final Library LIBRARY = Library.find();
    private static final List<String> SKIPPED = new ArrayList<>();
    private static final List<LoadTestCase> CASES = cases();

    private static List<LoadTestCase> cases() {
        LoadTestCases named = new LoadTestCases(LIBRARY);
        List<LoadTestCase> cases = new ArrayList<>();
        for (LoadTest test : LoadTestCsv.read(Path.of("../examples/serving-datacenter/load-tests.csv"))) {
            try {
                cases.add(named.of(test));
            } catch (InvalidInputException e) {
                SKIPPED.add(e.getMessage());
            }
        }
        return cases;
    }

    /** Two tests say that 118 GB of weights lie on a device of 86 GB. */
    @Test
    void whatCannotHaveBeenIsSkipped() {
        assertThat(SKIPPED).hasSize(2).allSatisfy(reason -> assertThat(reason).contains("qwen3-235b-a22b in fp8 spread tp2 ep2 has 118 GB of weights a device"));
    }

    private static List<LoadTestResult> results(String runtime) {
        Backend backend = LIBRARY.runtime(runtime);
        return CASES.stream().filter(test -> test.test().runtime().equals(runtime)).map(test -> LoadTestResult.of(test, backend)).toList();
    }

    @ParameterizedTest
    @CsvSource({"vllm, 710, 0.09", "sglang, 483, 0.095", "tensorrt-llm, 956, 0.095"})
    void timesOfATokenAreCloseUnderOneSetOfParametersARuntime(String runtime, int tests, double most) {
        LoadTestErrors errors = LoadTestErrors.of("runtime", runtime, results(runtime));
        assertThat(errors.rows()).isEqualTo(tests);
        assertThat(errors.token()).isLessThan(most);
        assertThat(Math.abs(errors.tokenBias())).isLessThan(0.05);
    }

    @Test
    void aDeviceThatWasLeftOutIsPredictedNearlyAsWell() {
        List<LoadTestCase> vllm = CASES.stream().filter(test -> test.test().runtime().equals("vllm"))
                .filter(test -> List.of("llama-3.1-70b", "minimax-m2.5").contains(test.test().model())).toList();
        FittedServer fitted = FittedServer.fit(LIBRARY.runtime("vllm"), new LoadTestEvidence(vllm));
        List<LoadTestResult> unseen = fitted.leftOut().stream().filter(row -> row.left() == LeaveOneOut.Left.DEVICE)
                .filter(row -> row.key().equals("b200-sxm")).map(FittedServer.LeftOut::result).toList();
        assertThat(unseen).hasSizeGreaterThan(200);
        assertThat(LoadTestErrors.of("device", "b200-sxm", unseen).token()).isLessThan(0.2);
    }

    @Test
    void noParameterLeavesItsBounds() {
        for (String runtime : List.of("vllm", "sglang", "tensorrt-llm")) {
            LIBRARY.runtime(runtime).parameters().forEach((parameter, value) -> assertThat(value).as(runtime + " " + parameter.id())
                    .isBetween(parameter.least(), parameter.most()));
            assertThat(LIBRARY.runtime(runtime).parameters()).doesNotContainKeys(Parameter.DECODE_TIME, Parameter.PREFILL_TIME);
        }
    }

    @Test
    void aFullCacheIsSeenInWhatWasMeasured() {
        // Qwen3-32B in BF16 on two H100s, 128 requests of 4096 + 1024 tokens: 0.9 x 85.9 GB less 33 GB hold 73 of them, of 4096 + 512 tokens in the mean; 59 s to the first token.
        LoadTestResult full = results("vllm").stream().filter(r -> r.test().model().equals("qwen3-32b") && r.test().weights().equals("bf16"))
                .filter(r -> r.test().parallelism().devices() == 2 && r.test().prompt() == 4096 && r.test().generated() == 1024)
                .filter(r -> r.test().concurrency() == 128).findFirst().orElseThrow();
        assertThat(full.predicted().saturated()).isTrue();
        assertThat(full.measuredSaturated()).isTrue();
        assertThat(full.predicted().inFlight()).isCloseTo((0.9 * 80 * Math.pow(2, 30) - full.subject().predictor().workload().weightBytes())
                / (131_072.0 * 4608), withPercentage(0.1));
        assertThat(full.firstTokenError()).isBetween(-0.4, 0.4);
    }

    @Test
    void modelsOfOneStructureAreOne() {
        LoadTestCase r1 = CASES.stream().filter(test -> test.test().model().equals("deepseek-r1")).findFirst().orElseThrow();
        LoadTestCase v3 = CASES.stream().filter(test -> test.test().model().equals("deepseek-v3")).findFirst().orElseThrow();
        assertThat(r1.structure()).isEqualTo(v3.structure());
        assertThat(CASES.stream().map(LoadTestCase::structure).distinct()).hasSize(10);
    }
}
