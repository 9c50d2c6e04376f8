package dev.ridgepoint.sensitivity;

import dev.ridgepoint.predict.Prediction.PhaseName;

/**
 * Seconds of both phases; 0 for a phase that is not asked for.
 *
 * @param prefill of the whole prompt
 * @param decode  of the mean step
 */
public record Times(double prefill, double decode) {

    /** Seconds of one of them. */
    public double of(PhaseName phase) {
        return phase == PhaseName.PREFILL ? prefill : decode;
    }
}
