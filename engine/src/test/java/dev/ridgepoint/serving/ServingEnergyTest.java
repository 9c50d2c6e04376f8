package dev.ridgepoint.serving;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.RaggedBatch;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingEnergyTest {

    private static final int PROMPT = 512;
    private static final int OUTPUT = 101;

    /** A second and 10 J a pass, and 2 W between passes. */
    private static final PassTime TEN_JOULES = new PassTime() {
        @Override
        public double seconds(RaggedBatch batch) {
            return 1;
        }

        @Override
        public double joules(RaggedBatch batch, double seconds) {
            return 10 * seconds;
        }

        @Override
        public double idleWatts() {
            return 2;
        }
    };

    private static Deployment deployment(String model, String weights, Hardware device, int devices) {
        Workload share = Sharding.of(workload(model, weights), Parallelism.of(devices, 1, 1, 1), device);
        return new Deployment(new Predictor(share), Roofline.of(device, share.numerics()), devices, Servers.policy(16, 2048, new Preemption.Recompute()), 16, 4e9);
    }

    private static RequestSource one(double arrival) {
        return Servers.requests(List.of(new double[] {arrival, PROMPT, OUTPUT}));
    }

    /** By FLOPs and bytes, by TDP, with windows and experts, and over a link: a request alone takes what {@link EnergyModel#of} says of its two phases. */
    @ParameterizedTest
    @CsvSource({"llama-3.1-8b, bf16, h100-sxm, 1", "llama-3.1-8b, fp8, h100-sxm, 2", "qwen3-30b-a3b, bf16, h100-sxm, 1", "deepseek-v2-lite, bf16, h100-sxm, 1",
        "gemma-3-4b, bf16, rtx-4090, 1", "llama-3.1-8b, bf16, rtx-4090, 1"})
    void aRequestAloneTakesTheEnergyOfItsPhases(String model, String weights, String hardware, int devices) {
        Hardware device = device(hardware);
        Deployment deployment = deployment(model, weights, device, devices);
        Prediction alone = deployment.predictor().predict(deployment.roofline(), new Request(PROMPT, OUTPUT - 1, 0, 1, 2048));
        EnergyModel energy = EnergyModel.of(device).orElseThrow();
        double joules = energy.of(alone, alone.prefill().orElseThrow()).joules() + (OUTPUT - 1) * energy.of(alone, alone.decode().orElseThrow()).joules();
        ServingResult served = deployment.serve(one(0), Slo.NONE, 1);
        assertThat(served.joules()).isCloseTo(devices * joules, withPercentage(0.01));
        assertThat(served.joulesPerToken()).isCloseTo(devices * joules / OUTPUT, withPercentage(0.01));
    }

    @Test
    void whoWaitsDrawsIdlePower() {
        // 70 W on each of two H100s for the 7 s before the request comes.
        Deployment two = deployment("llama-3.1-8b", "bf16", device("h100-sxm"), 2);
        ServingResult later = two.serve(one(7), Slo.NONE, 1);
        assertThat(later.joules() - two.serve(one(0), Slo.NONE, 1).joules()).isCloseTo(2 * 70 * 7, within(1e-6));
        assertThat(later.joulesAtRest()).isCloseTo(2 * 70 * later.seconds(), within(1e-6));
        assertThat(later.watts()).isCloseTo(later.joules() / later.seconds(), within(1e-9));
    }

    @Test
    void passesAndWhatLiesBetween() {
        // Passes from 0 to 2 and from 5 to 6: three of 10 J, and three idle seconds at 2 W.
        ServingResult result = Servers.serve(Servers.requests(List.of(new double[] {0, 4, 2}, new double[] {5, 4, 1})), Servers.ONE_AT_A_TIME, Servers.ROOMY,
                TEN_JOULES, Slo.NONE);
        assertThat(result.joules()).isCloseTo(36, within(1e-12));
        assertThat(result.joulesAtRest()).isCloseTo(12, within(1e-12));
        assertThat(result.watts()).isCloseTo(6, within(1e-12));
        assertThat(result.joulesPerToken()).isCloseTo(12, within(1e-12));
        // Six seconds at 3.6 USD an hour, and 36 J at 1.5 USD a kilowatt-hour with as much again for the site.
        double electricity = 36 / 3.6e6 * 1.5 * 2;
        assertThat(result.dollarsPerMillionTokens(List.of(new RunningCost(3.6, 1.5, 2)), List.of(1)))
                .isCloseTo((0.006 + electricity) / 3 * 1e6, within(1e-6));
    }

    @Test
    void energyThatNobodyStatesIsNotMadeUp() {
        Deployment flat = deployment("llama-3.1-8b", "bf16", Subjects.flat(1e15, 1e12), 1);
        ServingResult result = flat.serve(one(0), Slo.NONE, 1);
        assertThat(result.knowsEnergy()).isFalse();
        assertThat(result.joules()).isNaN();
        // A rent includes it.
        assertThat(result.dollarsPerMillionTokens(List.of(RunningCost.rented(3.6)), List.of(1))).isCloseTo(result.seconds() / 1000 / OUTPUT * 1e6, withPercentage(1e-6));
    }
}
