package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.PointsFigure;
import dev.ridgepoint.chart.PointsFigure.Better;
import dev.ridgepoint.chart.PointsFigure.Corner;
import dev.ridgepoint.chart.PointsFigure.Front;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import dev.ridgepoint.trialset.Choice.Measure;
import java.util.ArrayList;
import java.util.Arrays;
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
        Criterion first = choice.criteria().get(0);
        Criterion second = choice.criteria().get(1);
        Optional<Criterion> third = choice.criteria().stream().skip(2).findFirst();
        List<Integer> front = choice.front().members();
        // Those of the front come first to their names.
        List<Integer> order = new ArrayList<>(front);
        IntStream.range(0, choice.groups().size()).filter(place -> !front.contains(place)).forEach(order::add);
        List<Point> points = order.stream().limit(Math.max(Drawn.MOST_GROUPS, front.size())).map(place -> point(choice, place)).toList();
        Optional<Front> line = third.isPresent() ? Optional.empty() : Optional.of(new Front(front.stream().map(choice.groups()::get)
                .map(group -> new Corner(value(first, group), value(second, group))).toList(), better(first), better(second)));
        String hidden = order.size() > points.size() ? " The first " + points.size() + " of " + order.size() + " groups are drawn." : "";
        return new PointsFigure("Among which to choose", "To the " + (second.isMoreBetter() ? "upper " : "lower ") + (first.isMoreBetter() ? "right" : "left")
                + " is better" + third.map(one -> one.isMoreBetter() ? ", and so is lighter: more " + one.name() : ", and so is darker: less " + one.name()).orElse("")
                + "." + hidden,
                axis(first, study, points.stream().mapToDouble(Point::x).toArray()), axis(second, study, points.stream().mapToDouble(Point::y).toArray()),
                points, line, third.map(one -> Axis.between(named(one, study), Scale.LINEAR,
                        choice.groups().stream().mapToDouble(group -> value(one, group)).toArray(), Drawn.WRITTEN)), Optional.empty(),
                Map.of(Standing.PLAIN, "no group beats it", Standing.FAINT, "beaten", Standing.RINGED, "knee of the front"));
    }

    private static Point point(Choice choice, int place) {
        GroupStatistics group = choice.groups().get(place);
        boolean knee = choice.front().knee().isPresent() && choice.front().knee().getAsInt() == place;
        Standing standing = knee ? Standing.RINGED : choice.front().members().contains(place) ? Standing.PLAIN : Standing.FAINT;
        double[] values = choice.criteria().stream().mapToDouble(criterion -> value(criterion, group)).toArray();
        return new Point(group.label() + (knee ? " (knee)" : ""), values[0], values[1],
                values.length > 2 ? OptionalDouble.of(values[2]) : OptionalDouble.empty(), 0, standing);
    }

    private static double value(Criterion criterion, GroupStatistics group) {
        return criterion.of().applyAsDouble(group);
    }

    private static Better better(Criterion criterion) {
        return criterion.isMoreBetter() ? Better.MORE : Better.LESS;
    }

    private static Axis axis(Criterion criterion, TrialStudy study, double[] values) {
        String title = named(criterion, study);
        if (Drawn.least(values) < 0) {
            return Axis.between(title, Scale.LINEAR, values, Drawn.WRITTEN);
        }
        return Drawn.farApart(values) ? Axis.logarithmic(title, values, Drawn.WRITTEN) : Drawn.fromZero(title, values);
    }

    private static String named(Criterion criterion, TrialStudy study) {
        return Arrays.stream(Measure.values()).filter(measure -> measure.id().equals(criterion.key())).findFirst().map(measure -> switch (measure) {
            case LATENCY -> "mean " + study.roles().latency();
            case MEDIAN -> "median " + study.roles().latency();
            case CV -> "coefficient of variation";
            case TAIL -> "P95 / P50";
            case OUTLIERS -> "share of outliers";
        }).orElse("mean " + criterion.name());
    }
}
