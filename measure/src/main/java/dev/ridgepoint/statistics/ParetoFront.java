package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which of several things no other one beats in all of two or three measures (Kung, Luccio and Preparata 1975, doi 10.1145/321906.321910, in O(n log n)). One
 * thing beats another if it is as good in every measure and better in one; of equals, none beats the other.
 *
 * @param members places of those things among the ones given, best in the first measure first
 * @param knee    place of the one at the knee; empty for fewer than three different members, and where the front does not bend towards the ideal
 */
public record ParetoFront(List<Integer> members, OptionalInt knee) {

    private static final String NAME = "Pareto front";
    private static final double BEND = 1e-12;

    /** Which values of a measure are good. */
    public enum Direction {
        /** Less is better: latency. */
        MINIMIZE,
        /** More is better: tokens a second. */
        MAXIMIZE
    }

    /** The list is copied. */
    public ParetoFront {
        members = List.copyOf(members);
    }

    /**
     * The front, and its knee. Each measure is scaled over the front's members, 0 being the best of them and 1 the worst. The knee is the member farthest
     * from the chord between the ends of the front (0, 1) and (1, 0), or of three measures from the plane through (1, 0, 0), (0, 1, 0) and (0, 0, 1), on the
     * side of the ideal: the one with the least sum of scaled measures, if that is below 1.
     *
     * @param things     the measures of each
     * @param directions two or three
     * @throws UndefinedStatisticException if there is nothing, not one value for each direction, or a value that is not finite
     */
    public static ParetoFront of(List<double[]> things, Direction... directions) {
        if (directions.length < 2 || directions.length > 3) {
            throw new UndefinedStatisticException(NAME, "is of 2 or 3 measures, not of " + directions.length);
        }
        if (things.isEmpty()) {
            throw new UndefinedStatisticException(NAME, "nothing to choose from");
        }
        double[][] costs = new double[things.size()][];
        for (int i = 0; i < costs.length; i++) {
            double[] thing = things.get(i);
            if (thing.length != directions.length) {
                throw new UndefinedStatisticException(NAME, "thing " + (i + 1) + " has " + thing.length + " measures, not " + directions.length);
            }
            Sample.of(NAME + ", thing " + (i + 1), 2, thing);
            // The third measure of two is the same for all.
            costs[i] = new double[3];
            for (int j = 0; j < thing.length; j++) {
                costs[i][j] = directions[j] == Direction.MINIMIZE ? thing[j] : -thing[j];
            }
        }
        int[] members = members(costs);
        return new ParetoFront(Arrays.stream(members).boxed().toList(), knee(costs, members, directions.length));
    }

    /** In order of the first cost, a thing is beaten only by earlier ones, or by equals in it with a lesser second or third. */
    private static int[] members(double[][] costs) {
        Integer[] order = IntStream.range(0, costs.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> costs[i][0]).thenComparingDouble(i -> costs[i][1]).thenComparingDouble(i -> costs[i][2]));
        int[] members = new int[order.length];
        int size = 0;
        // Of the things so far, the least third cost for each second cost: falling.
        TreeMap<Double, Double> stairs = new TreeMap<>();
        for (int i = 0; i < order.length; i++) {
            double[] cost = costs[order[i]];
            boolean repeated = i > 0 && Arrays.equals(cost, costs[order[i - 1]]);
            if (repeated) {
                if (size > 0 && members[size - 1] == order[i - 1]) {
                    members[size++] = order[i];
                }
                continue;
            }
            Map.Entry<Double, Double> step = stairs.floorEntry(cost[1]);
            if (step != null && step.getValue() <= cost[2]) {
                continue;
            }
            members[size++] = order[i];
            Map.Entry<Double, Double> next = stairs.ceilingEntry(cost[1]);
            while (next != null && next.getValue() >= cost[2]) {
                stairs.remove(next.getKey());
                next = stairs.ceilingEntry(cost[1]);
            }
            stairs.put(cost[1], cost[2]);
        }
        return Arrays.copyOf(members, size);
    }

    private static OptionalInt knee(double[][] costs, int[] members, int measures) {
        double[] least = new double[measures];
        double[] range = new double[measures];
        for (int j = 0; j < measures; j++) {
            int measure = j;
            least[j] = Arrays.stream(members).mapToDouble(i -> costs[i][measure]).min().orElseThrow();
            range[j] = Arrays.stream(members).mapToDouble(i -> costs[i][measure]).max().orElseThrow() - least[j];
        }
        if (Arrays.stream(members).mapToObj(i -> Arrays.toString(costs[i])).distinct().limit(3).count() < 3) {
            return OptionalInt.empty();
        }
        int knee = -1;
        double nearest = 1 - BEND;
        for (int member : members) {
            double sum = 0;
            for (int j = 0; j < measures; j++) {
                sum += range[j] == 0 ? 0 : (costs[member][j] - least[j]) / range[j];
            }
            if (sum < nearest) {
                nearest = sum;
                knee = member;
            }
        }
        return knee < 0 ? OptionalInt.empty() : OptionalInt.of(knee);
    }
}
