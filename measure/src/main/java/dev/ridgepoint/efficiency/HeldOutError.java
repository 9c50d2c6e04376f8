package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;

/**
 * How far a fit is off on the cells that it was fitted to, and on those that it was not.
 *
 * @param hardware id of the device
 * @param rates    what was fitted: {@link #EFFICIENCY} or {@link #COSTS}
 * @param half     which half was tested
 * @param testedOn ids of its models
 * @param fitted   errors of the half that was fitted
 * @param tested   errors of the other
 */
public record HeldOutError(String hardware, String rates, Half half, List<String> testedOn, FitError fitted, FitError tested) {

    /** What was tested. */
    public enum Half {
        /** What the first half leaves: the second, fourth ... model. */
        SECOND,
        /** What the second leaves: the first, third ... */
        FIRST,
        /** Each model by what was fitted on the half that it is not in. */
        BOTH
    }

    /** The word for {@link Efficiencies}. */
    public static final String EFFICIENCY = "efficiency";
    /** The words for {@link DecodeCosts}. */
    public static final String COSTS = "efficiency, launch, scores";

    /** Copies its list. */
    public HeldOutError {
        testedOn = List.copyOf(testedOn);
    }

    /** The models for people. */
    public String testedWords() {
        return half == Half.BOTH ? "both halves" : String.join(", ", testedOn);
    }

    /** Of prefill or of decode. */
    public PhaseName phase() {
        return tested.phase();
    }
}
