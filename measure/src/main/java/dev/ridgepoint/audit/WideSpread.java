package dev.ridgepoint.audit;

import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;

/** Means of repetitions that hardly agree. */
final class WideSpread {

    /** Share of the mean that repetitions may vary by. */
    private static final double MOST = 0.1;

    private WideSpread() { }

    static List<Doubt> among(List<ValidatedRow> rows) {
        return rows.stream().filter(row -> spread(row.measured()) > MOST).map(row -> new Doubt(Check.SPREAD, List.of(row),
                "its repetitions vary by " + Quantity.significant(100 * spread(row.measured())) + " % (standard deviation) around "
                        + Quantity.significant(row.measured().tokensPerSecond()) + " tokens/s")).toList();
    }

    private static double spread(MeasuredRow row) {
        return row.stddev().orElse(0) / row.tokensPerSecond();
    }
}
