package dev.ridgepoint.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.OperatorTime;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timed operators meet their predictions by phase and name, all layers together. */
class OperatorResidualTest {

    private final Numerics numerics = Numerics.of(WeightsFormats.named("fp32").orElseThrow());
    private final Roofline roofline = Roofline.of(Library.find().hardware("rooflinebench-apple-m1-pro"), numerics);
    private final Predictor predictor = new Predictor(Workload.of(Library.find().architecture("qwen2.5-0.5b").withLayers(2), numerics));
    private final Prediction prefill = predictor.predict(roofline, new Request(16, 0, 0, 1, 16));
    private final Prediction decode = predictor.predict(roofline, new Request(0, 4, 16, 1, 1));

    private static OperatorTime time(OperatorTime.Phase phase, int layer, String operator, double microseconds) {
        return new OperatorTime(phase, layer, operator, microseconds, 1);
    }

    private OperatorResidual find(PhaseName phase, String operator, OperatorTime... times) {
        return OperatorResidual.of(prefill, decode, List.of(times)).stream().filter(r -> r.phase() == phase && r.operator().equals(operator))
                .findFirst().orElseThrow();
    }

    @Test
    void layersAreAddedUpAndPhasesKeptApart() {
        OperatorResidual residual = find(PhaseName.DECODE, "down_proj", time(OperatorTime.Phase.DECODE, 0, "down_proj", 300),
                time(OperatorTime.Phase.DECODE, 1, "down_proj", 500), time(OperatorTime.Phase.PREFILL, 0, "down_proj", 9000));
        assertThat(residual.measured()).isCloseTo(800e-6, within(1e-12));
        // Two layers of 4864 x 896 weights of 4 bytes, and their inputs and outputs, at 204.8 GB/s.
        assertThat(residual.predicted()).isCloseTo(2 * 4.0 * (4864 * 896 + 4864 + 896) / 204.8e9, within(1e-12));
        assertThat(residual.ratio()).isCloseTo(residual.measured() / residual.predicted(), within(1e-12));
        assertThat(residual.performance()).isCloseTo(2 * 2.0 * 4864 * 896 / 800e-6, within(1.0));
    }

    @Test
    void whatOneSideLacksHasNoRatio() {
        OperatorResidual own = find(PhaseName.PREFILL, "expert_dispatch", time(OperatorTime.Phase.PREFILL, 0, "expert_dispatch", 12));
        assertThat(own.predicted()).isZero();
        assertThat(own.ratio()).isNaN();
        OperatorResidual inside = find(PhaseName.PREFILL, "rope");
        assertThat(inside.measured()).isZero();
        assertThat(inside.ratio()).isNaN();
        assertThat(inside.performance()).isNaN();
    }
}
