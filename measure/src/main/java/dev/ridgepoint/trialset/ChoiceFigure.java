package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.PointsFigure;
import dev.ridgepoint.chart.PointsFigure.Corner;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import dev.ridgepoint.trialset.Choice.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The front of two measures as a step line with its knee; of three measures the third is the colour, and there is no line: the front is a surface. */
final class ChoiceFigure {

    private ChoiceFigure() { }

    static PointsFigure of(TrialStudy study) {
        Choice choice = study.choice().orUndefined();
        Measure first = choice.measures().get(0);
        Measure second = choice.measures().get(1);
        Optional<Measure> third = choice.measures().stream().skip(2).findFirst();
        List<Integer> front = choice.front().members();
        // Those of the front come first to their names.
        List<Integer> order = new ArrayList<>(front);
        IntStream.range(0, choice.groups().size()).filter(place -> !front.contains(place)).forEach(order::add);
        List<Point> points = order.stream().limit(Math.max(Drawn.MOST_GROUPS, front.size())).map(place -> point(choice, place, third)).toList();
        List<Corner> corners = third.isPresent() ? List.of() : front.stream().map(choice.groups()::get)
                .map(group -> new Corner(first.of(group), second.of(group))).toList();
        String hidden = order.size() > points.size() ? " The first " + points.size() + " of " + order.size() + " groups are drawn." : "";
        return new PointsFigure("Among which to choose", "To the lower left is better"
                + third.map(measure -> ", and so is darker: less " + measure.id()).orElse("") + "." + hidden,
                axis(first, study, points.stream().mapToDouble(Point::x).toArray()), axis(second, study, points.stream().mapToDouble(Point::y).toArray()),
                points, corners, third.map(measure -> Axis.between(named(measure, study), Scale.LINEAR,
                        choice.groups().stream().mapToDouble(measure::of).toArray(), Drawn.WRITTEN)), Optional.empty(),
                Map.of(Standing.PLAIN, "no group beats it", Standing.FAINT, "beaten", Standing.RINGED, "knee of the front"));
    }

    private static Point point(Choice choice, int place, Optional<Measure> third) {
        GroupStatistics group = choice.groups().get(place);
        boolean knee = choice.front().knee().isPresent() && choice.front().knee().getAsInt() == place;
        Standing standing = knee ? Standing.RINGED : choice.front().members().contains(place) ? Standing.PLAIN : Standing.FAINT;
        return new Point(group.label() + (knee ? " (knee)" : ""), choice.measures().get(0).of(group), choice.measures().get(1).of(group),
                third.map(measure -> OptionalDouble.of(measure.of(group))).orElse(OptionalDouble.empty()), 0, standing);
    }

    private static Axis axis(Measure measure, TrialStudy study, double[] values) {
        return Drawn.farApart(values) ? Axis.logarithmic(named(measure, study), values, Drawn.WRITTEN)
                : Drawn.fromZero(named(measure, study), values);
    }

    private static String named(Measure measure, TrialStudy study) {
        return switch (measure) {
            case LATENCY -> "mean " + study.roles().latency();
            case MEDIAN -> "median " + study.roles().latency();
            case CV -> "coefficient of variation";
            case TAIL -> "P95 / P50";
            case OUTLIERS -> "share of outliers";
        };
    }
}
