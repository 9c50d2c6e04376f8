package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;

/**
 * How far a fit is off on the cells that it was fitted to, and on those that it was not.
 *
 * @param hardware id of the device
 * @param rates    what was fitted: {@link #EFFICIENCY} or {@link #COSTS}
 * @param testedOn ids of the models that were not fitted; all of them where both halves are put together
 * @param fitted   errors of the half that was fitted
 * @param tested   errors of the other
 */
public record HeldOutError(String hardware, String rates, List<String> testedOn, FitError fitted, FitError tested) {

    /** The word for {@link Efficiencies}. */
    public static final String EFFICIENCY = "efficiency";
    /** The words for {@link DecodeCosts}. */
    public static final String COSTS = "efficiency, launch, scores";

    /** Copies its list. */
    public HeldOutError {
        testedOn = List.copyOf(testedOn);
    }

    /** Of prefill or of decode. */
    public PhaseName phase() {
        return tested.phase();
    }
}
