package dev.ridgepoint.energy;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Workload;
import org.junit.jupiter.api.Test;

class EnergyTest {

    private static Prediction on(String hardware) {
        return Subjects.predict("llama-3.1-8b", "bf16", hardware, new Request(512, 10, 0, 4, 512));
    }

    @Test
    void itemisedEnergyIsAtRestPlusFlopsPlusBytes() {
        // The H100's profile: 70 W at rest, 0.637 pJ a FLOP in BF16, 50.4 pJ a byte of HBM.
        Prediction prediction = on("h100-sxm");
        Phase decode = prediction.decode().orElseThrow();
        EnergyUse use = EnergyModel.of(device("h100-sxm")).orElseThrow().of(prediction, decode);
        assertThat(use.idle()).isCloseTo(70 * decode.seconds(), withPercentage(1e-9));
        assertThat(use.compute()).isCloseTo(0.637e-12 * decode.flops(), withPercentage(1e-6));
        assertThat(use.memory()).isCloseTo(50.4e-12 * decode.mainBytes(), withPercentage(1e-6));
        assertThat(use.links()).isZero();
        assertThat(use.joules()).isCloseTo(use.idle() + use.compute() + use.memory(), withPercentage(1e-9));
        assertThat(use.watts()).isCloseTo(use.joules() / decode.seconds(), withPercentage(1e-9));
    }

    @Test
    void narrowerProductsCostLess() {
        // FP8 products at 0.318 pJ; attention stays in BF16.
        Prediction prediction = Subjects.predict("llama-3.1-8b", "fp8", "h100-sxm", new Request(512, 0, 0, 4, 512));
        Phase prefill = prediction.prefill().orElseThrow();
        double joules = EnergyModel.of(device("h100-sxm")).orElseThrow().of(prediction, prefill).compute();
        assertThat(joules).isBetween(0.318e-12 * prefill.flops(), 0.4e-12 * prefill.flops());
    }

    @Test
    void theTdpCountsAsFarAsTheBusierCeilingIsBusy() {
        Hardware card = device("rtx-4090");
        Prediction prediction = on("rtx-4090");
        Phase decode = prediction.decode().orElseThrow();
        EnergyUse use = EnergyModel.of(card).orElseThrow().of(prediction, decode);
        // 450 W: 15 % at rest, and of the rest the share of the time in which memory is busy.
        double busy = decode.mainBytes() / card.bandwidth() / decode.seconds();
        assertThat(use.watts()).isCloseTo(450 * (0.15 + 0.85 * busy), withPercentage(1e-6));
        assertThat(use.memory()).isPositive();
        assertThat(use.compute()).isZero();
        EnergyUse prompt = EnergyModel.of(card).orElseThrow().of(prediction, prediction.prefill().orElseThrow());
        assertThat(prompt.compute()).isPositive();
        assertThat(prompt.watts()).isLessThanOrEqualTo(450 * (1 + 1e-9));
    }

    @Test
    void whoStatesNeitherPowerNorTdpHasNoEnergy() {
        assertThat(EnergyModel.of(Subjects.flat(1e12, 1e11))).isEmpty();
    }

    @Test
    void anOwnedHourIsItsPartOfThePrice() {
        // 35,064 hours of four years, half of them: 17,532 hours; 17,532 USD make 1 USD an hour.
        RunningCost owned = RunningCost.owned(17_532, 4, 0.5, 0.2, 1.5);
        assertThat(owned.devicePerHour()).isCloseTo(1, withPercentage(1e-9));
        // An hour, and a kilowatt-hour at the device, which are 1.5 at the site.
        assertThat(owned.dollars(3600, 3.6e6)).isCloseTo(1.3, withPercentage(1e-9));
        assertThat(RunningCost.rented(2.5).dollars(7200, 1e9)).isCloseTo(5, withPercentage(1e-9));
        assertThatThrownBy(() -> new RunningCost(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunningCost(1, 0, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMillionTokensAreWhatTheyTake() {
        Workload model = workload("llama-3.1-8b", "bf16");
        Deployment two = Deployment.of(model, LatentExecution.CHEAPER, Parallelism.of(2, 1, 1, 1), 0, Roofline.of(device("h100-sxm"), model.numerics()),
                new Request(512, 10, 0, 4, 512));
        Phase decode = two.device().decode().orElseThrow();
        PhaseCost cost = PhaseCost.of(two, decode, EnergyModel.of(device("h100-sxm")).orElseThrow(), RunningCost.rented(3));
        // Two devices for as long as a million tokens take, four at a time.
        assertThat(cost.dollarsPerMillion()).isCloseTo(2 * 3 / 3600.0 * decode.seconds() / 4 * 1e6, withPercentage(1e-6));
        assertThat(cost.joulesPerToken()).isCloseTo(2 * cost.each().joules() / 4, withPercentage(1e-9));
        assertThat(cost.each().links()).isPositive();
    }

    @Test
    void pipelinesNeitherMultiplyNorLoseWork() {
        Workload model = workload("llama-3.1-8b", "bf16");
        Request request = new Request(512, 10, 0, 4, 512);
        Roofline h100 = Roofline.of(device("h100-sxm"), model.numerics());
        EnergyModel energy = EnergyModel.of(device("h100-sxm")).orElseThrow();
        Deployment one = Deployment.of(model, LatentExecution.CHEAPER, Parallelism.NONE, 0, h100, request);
        Deployment stages = Deployment.of(model, LatentExecution.CHEAPER, Parallelism.of(1, 2, 1, 1), 0, h100, request);
        PhaseCost alone = PhaseCost.of(one, one.device().decode().orElseThrow(), energy, RunningCost.rented(1));
        PhaseCost both = PhaseCost.of(stages, stages.device().decode().orElseThrow(), energy, RunningCost.rented(1));
        assertThat(2 * both.each().compute()).isCloseTo(alone.each().compute(), withPercentage(0.1));
    }
}
