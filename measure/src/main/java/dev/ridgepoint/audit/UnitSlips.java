package dev.ridgepoint.audit;

import dev.ridgepoint.backend.Interval;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rates that are far from what is predicted, and near to it in another unit. A prediction tells a thousand from 1024 no better than it tells anything else: they
 * are one slip.
 */
final class UnitSlips {

    /** What a rate may be of its prediction, where the prediction has no interval of its own: an ideal one is passed by nothing, and reached by little. */
    private static final double IDEAL_LEAST = 0.4;
    private static final double IDEAL_MOST = 1.05;
    /** Predictions are rarely so far off, and no slip is less. */
    private static final double LEAST = 4;
    /** A runtime that nobody has described may well be so far below the ideal one. */
    private static final double LEAST_BELOW_IDEAL = 30;
    /** What a slip explains: all but this share of the distance from the prediction, on a logarithmic scale. */
    private static final double MOST_LEFT = 1 / 3.0;
    private static final double MILLI = 1000;

    private UnitSlips() { }

    /**
     * A rate in another unit.
     *
     * @param rate what it is in tokens a second, if that is what happened
     * @param what what happened
     */
    private record Slip(double rate, String what) { }

    static List<Doubt> among(List<ValidatedRow> rows) {
        return rows.stream().flatMap(row -> slip(row).stream()).toList();
    }

    private static Optional<Doubt> slip(ValidatedRow row) {
        double measured = row.measured().tokensPerSecond();
        double least = row.interval().isEmpty() && row.ratio() < 1 ? LEAST_BELOW_IDEAL : LEAST;
        if (isNear(row, measured) || Math.abs(Math.log(row.ratio())) < Math.log(least)) {
            return Optional.empty();
        }
        double most = MOST_LEFT * Math.abs(Math.log(row.ratio()));
        return slips(row, measured).filter(slip -> isNear(row, slip.rate()) && Math.abs(Math.log(slip.rate() / row.predicted())) < most)
                .min(Comparator.comparingDouble(slip -> Math.abs(Math.log(slip.rate() / row.predicted()))))
                .map(slip -> new Doubt(Check.UNIT, List.of(row), Quantity.significant(measured) + " tokens/s where " + Quantity.significant(row.predicted())
                        + " are predicted: as if " + slip.what()));
    }

    private static Stream<Slip> slips(ValidatedRow row, double measured) {
        int batch = row.measured().batch();
        Stream<Slip> ofBatches = batch < 4 ? Stream.empty() : Stream.of(
                new Slip(measured * batch, "it were the rate of one of its " + batch + " sequences"),
                new Slip(measured / batch, "it were multiplied by its " + batch + " sequences twice"));
        return Stream.concat(Stream.of(
                new Slip(measured / MILLI, "thousandths of a token were counted"),
                new Slip(measured * MILLI, "thousands of tokens were counted"),
                new Slip(measured / 60, "it were tokens a minute"),
                new Slip(measured * 60, "a minute were taken for a second"),
                new Slip(measured / 8, "bits were taken for bytes (8x)"),
                new Slip(measured * 8, "bytes were taken for bits (8x)"),
                new Slip(1 / measured, "it were seconds a token"),
                new Slip(MILLI / measured, "it were milliseconds a token")), ofBatches);
    }

    private static boolean isNear(ValidatedRow row, double rate) {
        Optional<Interval.Range> range = row.interval().map(interval -> interval.ninetyFive(row.predicted()));
        return rate >= range.map(Interval.Range::low).orElse(IDEAL_LEAST * row.predicted())
                && rate <= range.map(Interval.Range::high).orElse(IDEAL_MOST * row.predicted());
    }
}
