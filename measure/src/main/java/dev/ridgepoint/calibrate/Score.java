package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What predictions of a runtime are worth over all that was left out of its fit in turn.
 *
 * @param runtime    the runtime's id
 * @param left       what was left out
 * @param kind       what was predicted
 * @param groups     devices or models
 * @param mean       mean of their median absolute percentage errors
 * @param worst      the greatest of them
 * @param rows       measurements
 * @param eighty     share of them in the interval of 80 %, which has not seen the device or model either
 * @param ninetyFive share of them in that of 95 %
 */
public record Score(String runtime, LeaveOneOut.Left left, Spread.Kind kind, int groups, double mean, double worst, int rows, double eighty, double ninetyFive) {

    /** For each runtime, and what was left out of it, and kind. */
    public static List<Score> of(List<FittedBackend> fitted) {
        List<LeftOutError> errors = fitted.stream().flatMap(one -> LeftOutError.of(one).stream()).toList();
        List<Score> scores = new ArrayList<>();
        for (Coverage c : Coverage.of(fitted)) {
            DoubleSummaryStatistics apes = errors.stream().filter(e -> e.runtime().equals(c.runtime()) && e.left() == c.left() && e.kind() == c.kind())
                    .mapToDouble(LeftOutError::medianApe).summaryStatistics();
            scores.add(new Score(c.runtime(), c.left(), c.kind(), (int) apes.getCount(), apes.getAverage(), apes.getMax(), c.rows(),
                    c.eighty() / (double) c.rows(), c.ninetyFive() / (double) c.rows()));
        }
        return scores;
    }
}
