package dev.ridgepoint.predict;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.workload.Operator;

/**
 * One operator in one phase: FLOPs, bytes and time of one instance, of which there are {@code operator.count()}. Decode's are of the mean step.
 *
 * @param phase           which phase
 * @param operator        the operator
 * @param flops           FLOPs
 * @param weightBytes     bytes of weights
 * @param activationBytes bytes of activations
 * @param cacheReadBytes  bytes read from KV cache or state
 * @param cacheWriteBytes bytes written to it
 * @param seconds         predicted time
 * @param bound           which ceiling takes longer
 */
public record OperatorPrediction(
        PhaseName phase, Operator operator, double flops, double weightBytes, double activationBytes, double cacheReadBytes,
        double cacheWriteBytes, double seconds, Bound bound) {

    /** Bytes of all kinds. */
    public double bytes() {
        return weightBytes + activationBytes + cacheReadBytes + cacheWriteBytes;
    }

    /** FLOPs a byte; 0 for an operator that only moves bytes, or does nothing. */
    public double operationalIntensity() {
        return flops == 0 ? 0 : flops / bytes();
    }

    /** Achieved FLOP/s. */
    public double performance() {
        return flops / seconds;
    }

    /** Time of all instances. */
    public double totalSeconds() {
        return seconds * operator.count();
    }
}
