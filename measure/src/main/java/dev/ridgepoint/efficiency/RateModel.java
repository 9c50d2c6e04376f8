package dev.ridgepoint.efficiency;

import dev.ridgepoint.validate.ValidatedRow;
import java.util.OptionalDouble;

/** What was learned of how fast a device runs: a rate for a cell from its roof. */
public interface RateModel {

    /** Predicted tokens a second, never above the roof; empty for a device, phase or format that nothing was learned of. */
    OptionalDouble tokensPerSecond(ValidatedRow cell);
}
