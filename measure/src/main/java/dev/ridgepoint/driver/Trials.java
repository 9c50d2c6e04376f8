package dev.ridgepoint.driver;

import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.Arrays;
import java.util.List;

/**
 * Trials as a forest sees them.
 *
 * @param response   one a trial
 * @param predictors what may drive it
 * @param groups     of which trials are repetitions: a model
 */
public record Trials(double[] response, List<Predictor> predictors, List<String> groups) {

    /** Fewer cannot be held out in any way that says something. */
    public static final int FEWEST = 20;
    private static final String NAME = "drivers";

    /** @throws UndefinedStatisticException if there are too few trials, no predictor, a value is not finite, or the response does not vary */
    public Trials {
        predictors = List.copyOf(predictors);
        groups = List.copyOf(groups);
        if (response.length < FEWEST) {
            throw new UndefinedStatisticException(NAME, "a forest needs " + FEWEST + " complete trials, there are " + response.length);
        }
        if (predictors.isEmpty()) {
            throw new UndefinedStatisticException(NAME, "no column is left to predict from");
        }
        if (!Arrays.stream(response).allMatch(Double::isFinite)) {
            throw new UndefinedStatisticException(NAME, "a response is not finite");
        }
        if (Arrays.stream(response).distinct().count() < 2) {
            throw new UndefinedStatisticException(NAME, "the response is " + response[0] + " in every trial");
        }
    }

    int size() {
        return response.length;
    }

    /** Steps by predictor and trial. */
    int[][] steps() {
        return predictors.stream().map(Predictor::steps).toArray(int[][]::new);
    }
}
