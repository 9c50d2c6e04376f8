package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.IntervalFigure;
import dev.ridgepoint.chart.IntervalFigure.Row;
import dev.ridgepoint.driver.PermutationImportance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much of R^2 a forest loses without each predictor, with what chance alone would do about it. */
final class ImportanceFigure {

    /** More rows than one looks at. */
    private static final int MOST = 20;
    /** Three decimals, as in the report. */
    private static final double SHOWN = 1000;

    private ImportanceFigure() { }

    static IntervalFigure of(Drivers drivers) {
        List<Row> rows = drivers.importances().stream().limit(MOST).map(ImportanceFigure::row).toList();
        return new IntervalFigure("What drives " + drivers.response(), "R^2 lost when shuffled, " + drivers.question().holdOut().label(),
                rows, Optional.of(0.0));
    }

    /** Dots are shufflings; the bar is {@link PermutationImportance#noise()} to both sides. */
    private static Row row(PermutationImportance importance) {
        double mean = importance.rSquaredLost();
        double shown = Math.rint(mean * SHOWN) / SHOWN;
        return new Row(importance.predictor(), shown, Math.min(shown, mean - importance.noise()), Math.max(shown, mean + importance.noise()), Optional.empty(),
                Arrays.stream(importance.losses()).boxed().toList());
    }
}
