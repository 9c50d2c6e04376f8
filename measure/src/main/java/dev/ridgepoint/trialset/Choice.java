package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.statistics.ParetoFront;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The groups among which one would choose, by two or three measures.
 *
 * @param measures by which
 * @param groups   that have all of them
 * @param front    places among {@code groups}
 */
public record Choice(List<Measure> measures, List<GroupStatistics> groups, ParetoFront front) {

    /** What is better when it is less. */
    public enum Measure {
        /** Mean time. */
        LATENCY("latency", GroupStatistics::mean),
        /** Median time. */
        MEDIAN("median", GroupStatistics::median),
        /** Coefficient of variation. */
        CV("cv", group -> group.stability().number(s -> s.coefficientOfVariation())),
        /** P95/P50. */
        TAIL("tail", group -> group.stability().number(s -> s.tailRatio())),
        /** Share of outliers. */
        OUTLIERS("outliers", group -> group.stability().number(s -> s.outlierShare()));

        private final String id;
        private final ToDoubleFunction<GroupStatistics> of;

        Measure(String id, ToDoubleFunction<GroupStatistics> of) {
            this.id = id;
            this.of = of;
        }

        /** As it is written: {@code cv}. */
        public String id() {
            return id;
        }

        /** Of a group; NaN where it is undefined. */
        public double of(GroupStatistics group) {
            return of.applyAsDouble(group);
        }

        /** @throws InvalidInputException if there is no such measure */
        public static Measure named(String id) {
            List<String> ids = Arrays.stream(values()).map(Measure::id).toList();
            return Arrays.stream(values()).filter(measure -> measure.id.equals(id)).findFirst().orElseThrow(() -> new InvalidInputException(
                    "--pareto: '" + id + "' is not one of " + String.join(", ", ids) + Nearest.hint(id, ids)));
        }
    }

    static Choice of(List<GroupStatistics> all, List<Measure> measures) {
        List<GroupStatistics> groups = all.stream().filter(group -> measures.stream().noneMatch(m -> Double.isNaN(m.of(group)))).toList();
        ParetoFront.Direction[] directions = new ParetoFront.Direction[measures.size()];
        Arrays.fill(directions, ParetoFront.Direction.MINIMIZE);
        List<double[]> things = groups.stream().map(group -> measures.stream().mapToDouble(m -> m.of(group)).toArray()).toList();
        return new Choice(List.copyOf(measures), groups, ParetoFront.of(things, directions));
    }
}
