package dev.ridgepoint.study;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.published.PublishedPoint;
import dev.ridgepoint.published.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What RooflineBench (arXiv 2602.11506v3) would have published of a point: {@link PublishedPoint} says what is wrong with it. */
final class PublishedColumns {

    private PublishedColumns() { }

    static List<Column> of(Reading reading) {
        String prefix = reading.id().replace('-', '_');
        return List.of(
                number(reading, prefix + "_work", Unit.NONE, "Work " + words(reading), point -> point.work().flops()),
                number(reading, prefix + "_traffic", Unit.BYTE_SECONDS, "Memory x time " + words(reading), PublishedPoint::trafficByteSeconds),
                number(reading, prefix + "_oi", Unit.PER_BYTE_SECOND, "\"Intensity\" " + words(reading), PublishedPoint::operationalIntensity),
                number(reading, prefix + "_performance", Unit.PER_SECOND, "\"Performance\" " + words(reading), PublishedPoint::performance),
                new Column(prefix + "_phi", Unit.NONE, "Relative inference potential " + words(reading),
                        p -> point(p, reading).map(point -> point.potential(p.prediction().orElseThrow().roofline()).phi()).orElse(null)),
                Column.words(reason(reading), "Why there is no point " + words(reading), p -> why(p, reading)));
    }

    /** The column that says why a reading has nothing of a point. */
    static String reason(Reading reading) {
        return reading.id().replace('-', '_') + "_skipped";
    }

    private static String words(Reading reading) {
        return reading.id().replace('-', ' ');
    }

    private static Column number(Reading reading, String name, Unit unit, String title, ToDoubleFunction<PublishedPoint> value) {
        return new Column(name, unit, title, p -> point(p, reading).map(value::applyAsDouble).orElse(null));
    }

    private static Optional<PublishedPoint> point(Point point, Reading reading) {
        try {
            return point.prediction().map(prediction -> PublishedPoint.of(prediction, reading));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static String why(Point point, Reading reading) {
        Optional<Prediction> prediction = point.prediction();
        try {
            prediction.ifPresent(p -> PublishedPoint.of(p, reading));
            return "";
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }
}
