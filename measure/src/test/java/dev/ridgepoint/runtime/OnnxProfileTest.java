package dev.ridgepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.runtime.OperatorTime.Phase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxProfileTest {

    static Stream<String> names() {
        return SmallModels.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyKernelIsMappedBackToItsOperator(String name) {
        for (StoredWeights weights : StoredWeights.values()) {
            List<OperatorTime> times = OnnxProfile.of(
                    SmallModels.spec(SmallModels.all().get(name), weights, LatentExecution.CHEAPER, 1), new ProfilePlan(8, 2, 8, 3));
            assertThat(times).extracting(OperatorTime::operator).doesNotContain(OperatorTime.UNNAMED);
        }
    }

    @Test
    void bothPhasesListTheOperatorsThatTheyRun() {
        List<OperatorTime> times = OnnxProfile.of(SmallModels.spec(SmallModels.deepseek()), new ProfilePlan(8, 2, 8, 3));
        assertThat(operators(times, Phase.PREFILL, 1)).contains("q_proj", "kv_a_proj", "kv_b_proj", "router", "expert_gate_up", "expert_down", "o_proj")
                .doesNotContain("q_absorb");
        assertThat(operators(times, Phase.DECODE, 1)).contains("q_absorb", "v_absorb").doesNotContain("kv_b_proj");
        assertThat(operators(times, Phase.DECODE, -1)).contains("embedding", "final_norm", "lm_head");
        assertThat(times).allSatisfy(time -> {
            assertThat(time.microseconds()).isNotNegative();
            assertThat(time.kernels()).isPositive();
        });
    }

    private static List<String> operators(List<OperatorTime> times, Phase phase, int layer) {
        return times.stream().filter(t -> t.phase() == phase && t.layer() == layer).map(OperatorTime::operator).toList();
    }
}
