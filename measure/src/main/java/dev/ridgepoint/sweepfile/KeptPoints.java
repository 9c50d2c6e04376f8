package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweep.Objective.Direction;
import dev.ridgepoint.sweepfile.Keep.BestBy;
import dev.ridgepoint.sweepfile.Keep.FrontOf;
import dev.ridgepoint.sweepfile.PointColumn.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A front or a list of the best.
 *
 * @param name     that its file gave it
 * @param title    what it is, in words
 * @param fileName of its CSV
 * @param points   best first
 * @param columns  what tells its points apart, and what they were chosen for
 * @param rows     a value a column of each point; words are places among the column's words
 */
public record KeptPoints(String name, String title, String fileName, long[] points, List<PointColumn> columns, List<double[]> rows) {

    static KeptPoints of(SweepFile sweep, PointWalk walk, FrontOf front, long[] points) {
        String of = front.of().stream().map(want -> (want.direction() == Direction.MAX ? "high " : "low ") + want.column().name())
                .collect(Collectors.joining(" and "));
        return of(sweep, walk, front.name(), "Pareto front of " + of, "front-" + front.name() + ".csv", front.of(), points);
    }

    static KeptPoints of(SweepFile sweep, PointWalk walk, BestBy best, long[] points) {
        String title = "The " + best.superlative() + " " + best.by().column().name();
        return of(sweep, walk, best.name(), title, "best-" + best.name() + ".csv", List.of(best.by()), points);
    }

    private static KeptPoints of(SweepFile sweep, PointWalk walk, String name, String title, String file, List<Wanted> wanted, long[] points) {
        Set<PointColumn> columns = new LinkedHashSet<>();
        wanted.forEach(want -> columns.add(want.column()));
        sweep.columns().stream().filter(column -> column.kind() == Kind.WORD && !column.figure().isPredicted() && column.words().size() > 1)
                .forEach(columns::add);
        sweep.columns().stream().filter(column -> sweep.running().varies(column.name())).forEach(columns::add);
        sweep.fields().forEach(field -> sweep.columns().stream().filter(column -> column.name().equals(field.sweep().name())).forEach(columns::add));
        List<PointColumn> shown = List.copyOf(columns);
        List<double[]> rows = new ArrayList<>();
        for (long point : points) {
            walk.to(point);
            Evaluation evaluation = walk.evaluation();
            rows.add(shown.stream().mapToDouble(column -> column.figure().of(evaluation)).toArray());
        }
        return new KeptPoints(name, title, file, points, shown, rows);
    }
}
