package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.ParetoFront;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The groups among which one would choose, by two or three criteria.
 *
 * @param criteria by which
 * @param groups   that have all of them
 * @param without  labels of the groups that lack one
 * @param front    places among {@code groups}
 */
public record Choice(List<Criterion> criteria, List<GroupStatistics> groups, List<String> without, ParetoFront front) {

    /** Statistics of times; each is better when it is less. */
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
    }

    static Choice of(List<GroupStatistics> all, List<Criterion> criteria) {
        Predicate<GroupStatistics> complete = group -> criteria.stream().allMatch(criterion -> Double.isFinite(criterion.of().applyAsDouble(group)));
        List<GroupStatistics> groups = all.stream().filter(complete).toList();
        if (groups.isEmpty()) {
            throw new UndefinedStatisticException("Pareto front", "no group has all of " + String.join(", ", criteria.stream().map(Criterion::name).toList()));
        }
        List<double[]> things = groups.stream().map(group -> criteria.stream().mapToDouble(criterion -> criterion.of().applyAsDouble(group)).toArray()).toList();
        return new Choice(List.copyOf(criteria), groups, all.stream().filter(complete.negate()).map(GroupStatistics::label).toList(),
                ParetoFront.of(things, criteria.stream().map(Criterion::direction).toArray(ParetoFront.Direction[]::new)));
    }
}
