package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;

/** Measurements that a runtime's parameters are fitted to. */
interface Evidence {

    /** Natural logarithms of measured / predicted rate under a runtime, always as many and in the same order. */
    double[] logRatios(Backend backend);

    /** How much each counts. */
    double[] weights();
}
