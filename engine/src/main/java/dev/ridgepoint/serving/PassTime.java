package dev.ridgepoint.serving;

import dev.ridgepoint.predict.RaggedBatch;

/** What a device takes for one pass over a batch: predicted, as by {@link dev.ridgepoint.predict.RaggedPass#seconds}, or given. */
@FunctionalInterface
public interface PassTime {

    /** Seconds of the pass. */
    double seconds(RaggedBatch batch);

    /** Joules of a pass of so many seconds, over all devices, what they draw at rest included; not a number where they are not known. */
    default double joules(RaggedBatch batch, double seconds) {
        return Double.NaN;
    }

    /** Watts of the devices while no pass runs; not a number where they are not known. */
    default double idleWatts() {
        return Double.NaN;
    }
}
