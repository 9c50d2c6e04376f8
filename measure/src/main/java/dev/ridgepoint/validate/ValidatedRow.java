package dev.ridgepoint.validate;

import dev.ridgepoint.backend.Interval;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.workload.Workload;
import java.util.Optional;

/**
 * A measurement beside its prediction.
 *
 * @param measured   the measurement
 * @param workload   what was predicted: the model in its formats
 * @param prediction the phase, as predicted
 * @param ideal      the phase under the device's roofs; the prediction itself where that is ideal
 */
public record ValidatedRow(MeasuredRow measured, Workload workload, Phase prediction, Phase ideal) {

    /** The device that the prediction is of. */
    public Hardware hardware() {
        return prediction.roofline().hardware();
    }

    /** Id of the model. */
    public String model() {
        return workload.architecture().id();
    }

    /** Id of the weights format. */
    public String weights() {
        return workload.numerics().weights().id();
    }

    /** Predicted tokens a second over all sequences. */
    public double predicted() {
        return prediction.tokensPerSecond();
    }

    /** Measured over predicted. */
    public double ratio() {
        return measured.tokensPerSecond() / predicted();
    }

    /** {@code (predicted - measured) / measured}. */
    public double relativeError() {
        return (predicted() - measured.tokensPerSecond()) / measured.tokensPerSecond();
    }

    /** {@code |predicted - measured| / measured}. */
    public double absolutePercentageError() {
        return Math.abs(relativeError());
    }

    /** How far the rate may lie from the prediction, where its runtime says so. */
    public Optional<Interval> interval() {
        return prediction.interval();
    }

    /** Tokens a second that no runtime can pass. */
    public double roof() {
        return ideal.tokensPerSecond();
    }

    /** FLOP/s at the measured rate. */
    public double measuredFlops() {
        return ideal.performance() * measured.tokensPerSecond() / roof();
    }

    /** Bytes a second through main memory at the measured rate. */
    public double measuredBandwidth() {
        return ideal.mainBytes() / ideal.seconds() * measured.tokensPerSecond() / roof();
    }
}
