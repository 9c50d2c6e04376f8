package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;

/** Measurements that a runtime's parameters are fitted to. */
interface Evidence {

    /** Natural logarithms of measured / predicted rate under a runtime, always as many and in the same order. */
    double[] logRatios(Backend backend);

    /** How much each counts. */
    double[] weights();

    /** What a parameter pays for being e times what is expected, in measurements that are off by the loss's scale: more where few models and devices speak. */
    double prior();
}
