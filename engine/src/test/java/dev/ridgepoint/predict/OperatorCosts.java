package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.predict.Prediction.PhaseName;
import org.assertj.core.api.SoftAssertions;

/** One instance of an operator in one phase, checked cost by cost against numbers worked out by hand. */
final class OperatorCosts {

    private static final double RELATIVE_PERCENT = 1e-10;

    private final OperatorPrediction operator;
    private final SoftAssertions soft = new SoftAssertions();

    private OperatorCosts(OperatorPrediction operator) {
        this.operator = operator;
    }

    static OperatorCosts of(Prediction prediction, PhaseName phase, String name) {
        return new OperatorCosts(Subjects.operator(prediction, phase, name));
    }

    static OperatorCosts of(Prediction prediction, PhaseName phase, String group, String name) {
        return new OperatorCosts(Subjects.operators(prediction, phase, name).stream()
                .filter(o -> o.operator().layerGroup().equals(group)).findFirst().orElseThrow());
    }

    OperatorCosts count(int expected) {
        assertThat(operator.operator().count()).as("count of %s", operator.operator().name()).isEqualTo(expected);
        return this;
    }

    /** All six numbers; what is not zero must be given. */
    void are(double flops, double weights, double activations, double cacheRead, double cacheWrite) {
        check("FLOPs", operator.flops(), flops);
        check("weight bytes", operator.weightBytes(), weights);
        check("activation bytes", operator.activationBytes(), activations);
        check("cache read bytes", operator.cacheReadBytes(), cacheRead);
        check("cache write bytes", operator.cacheWriteBytes(), cacheWrite);
        check("all bytes", operator.bytes(), weights + activations + cacheRead + cacheWrite);
        soft.assertAll();
    }

    /** An operator that touches no cache. */
    void are(double flops, double weights, double activations) {
        are(flops, weights, activations, 0, 0);
    }

    private void check(String what, double actual, double expected) {
        soft.assertThat(actual).as("%s of %s in %s", what, operator.operator().name(), operator.phase())
                .isCloseTo(expected, withPercentage(RELATIVE_PERCENT));
    }
}
