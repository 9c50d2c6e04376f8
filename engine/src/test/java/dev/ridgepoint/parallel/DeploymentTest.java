package dev.ridgepoint.parallel;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Workload;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final Workload MODEL = workload("llama-3.1-70b", "bf16");
    private static final Roofline H100 = Roofline.of(device("h100-sxm"), MODEL.numerics());

    private static Deployment spread(Parallelism parallelism, int batch) {
        return Deployment.of(MODEL, LatentExecution.CHEAPER, parallelism, 0, H100, new Request(1024, 16, 0, batch, 512));
    }

    @Test
    void replicasMultiplyTheRateAndNothingElse() {
        Deployment one = spread(Parallelism.of(2, 1, 1, 1), 8);
        Deployment three = spread(Parallelism.of(2, 1, 3, 1), 8);
        assertThat(three.timePerToken()).isEqualTo(one.timePerToken());
        assertThat(three.tokensPerSecond()).isCloseTo(3 * one.tokensPerSecond(), withPercentage(1e-9));
        assertThat(one.tokensPerSecond()).isCloseTo(8 / one.timePerToken(), withPercentage(1e-9));
    }

    @Test
    void promptsFillThePipeline() {
        // Two pieces of 512 tokens in each of four groups of sequences: eight pieces and three stages more, a quarter of a piece each.
        Deployment deployment = spread(Parallelism.of(1, 4, 1, 1), 8);
        assertThat(deployment.groups()).isEqualTo(4);
        assertThat(deployment.device().request().batch()).isEqualTo(2);
        double ofAGroup = deployment.device().prefill().orElseThrow().seconds();
        assertThat(deployment.timeToFirstToken()).isCloseTo(ofAGroup / 2 / 4 * (8 + 3), withPercentage(1e-9));
        assertThat(deployment.tokensPerSecond()).isCloseTo(8 / deployment.timePerToken(), withPercentage(1e-9));
    }

    @Test
    void aStageKeepsTheCacheOfAllGroups() {
        Deployment deployment = spread(Parallelism.of(1, 4, 1, 1), 8);
        assertThat(deployment.device().memory().cacheBytes()).isCloseTo(8 * MODEL.cacheBytes(1040) / 4, withPercentage(1e-9));
        assertThat(spread(Parallelism.of(1, 4, 1, 1), 1).groups()).isEqualTo(1);
    }

    @Test
    void sendingIsAShareOfAPhase() {
        assertThat(spread(Parallelism.NONE, 1).exchangeShare(PhaseName.DECODE)).isZero();
        assertThat(spread(Parallelism.of(8, 1, 1, 1), 1).exchangeShare(PhaseName.DECODE)).isBetween(0.01, 0.5);
    }
}
