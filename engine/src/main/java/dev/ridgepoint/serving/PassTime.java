package dev.ridgepoint.serving;

import dev.ridgepoint.predict.RaggedBatch;

/** How long a device takes for one pass over a batch: predicted, as by {@link dev.ridgepoint.predict.RaggedPass#seconds}, or given. */
@FunctionalInterface
public interface PassTime {

    /** Seconds of the pass. */
    double seconds(RaggedBatch batch);
}
