package dev.ridgepoint.trialset;

import dev.ridgepoint.driver.HoldOut;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a forest.
 *
 * @param response   the column to predict; empty for the throughput
 * @param predictors the columns to predict it from; empty for all that do not contain the answer
 * @param holdOut    which trees speak of a trial
 * @param repeats    how often each predictor is shuffled
 * @param seed       of everything that is random
 */
public record DriverQuestion(Optional<String> response, List<String> predictors, HoldOut holdOut, int repeats, long seed) {

    /** Copies its list. */
    public DriverQuestion {
        predictors = List.copyOf(predictors);
    }
}
