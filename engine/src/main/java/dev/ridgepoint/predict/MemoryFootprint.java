package dev.ridgepoint.predict;

import java.util.OptionalDouble;

/**
 * What a device must hold at once.
 *
 * @param weightsBytes     the checkpoint, all experts
 * @param cacheBytes       KV cache and recurrent state of all sequences at the end of the request
 * @param activationsBytes the residual stream and the largest operator's inputs and outputs, in the largest pass
 * @param capacityBytes    main memory; empty when the profile does not say
 */
public record MemoryFootprint(double weightsBytes, double cacheBytes, double activationsBytes, OptionalDouble capacityBytes) {

    /** All of it. */
    public double totalBytes() {
        return weightsBytes + cacheBytes + activationsBytes;
    }

    /** Whether it fits; unknown capacity fits. */
    public boolean fits() {
        return excessBytes() <= 0;
    }

    /** Bytes by which it does not fit; negative when there is room, and when the capacity is unknown. */
    public double excessBytes() {
        return totalBytes() - capacityBytes.orElse(Double.POSITIVE_INFINITY);
    }
}
