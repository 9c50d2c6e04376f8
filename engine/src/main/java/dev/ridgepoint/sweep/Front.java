package dev.ridgepoint.sweep;

import java.util.Arrays;

/**
 * The Pareto front of the points seen so far: those that no other one is at least as good as in every cost and better in one. Of points with equal
 * costs the one of the lowest number is kept, so that the front is the same in whatever order points come. A point without all costs is on no front.
 *
 * <p>Two costs are kept as a staircase, where a point costs a search by halves, with a small one of what came lately, since a place in the midst of a
 * large one is dear; more costs as a list, of which whoever dominated last is asked first.
 */
public final class Front {

    private static final int LATELY = 1 << 10;

    private final int costs;
    private Staircase stairs = new Staircase();
    private final Staircase late = new Staircase();
    private long[] points = new long[64];
    /** Cost by cost of point by point. */
    private double[] values;
    private int size;

    /** @param costs how many a point has, at least 2 */
    public Front(int costs) {
        if (costs < 2) {
            throw new IllegalArgumentException("a front is of at least 2 costs");
        }
        this.costs = costs;
        this.values = new double[64 * costs];
    }

    /** Offers a point with its costs, less being better; the array is not kept. */
    public void offer(long point, double[] cost) {
        for (int i = 0; i < costs; i++) {
            if (Double.isNaN(cost[i])) {
                return;
            }
        }
        if (costs == 2) {
            offerToStairs(point, cost[0], cost[1]);
        } else {
            offerToList(point, cost);
        }
    }

    /** Offers all of another front. */
    public void offerAll(Front other) {
        double[] cost = new double[costs];
        if (costs == 2) {
            other.settle();
            long[] others = other.stairs.points();
            for (int i = 0; i < others.length; i++) {
                offerToStairs(others[i], other.stairs.first(i), other.stairs.second(i));
            }
        }
        for (int i = 0; i < other.size; i++) {
            System.arraycopy(other.values, i * costs, cost, 0, costs);
            offer(other.points[i], cost);
        }
    }

    /** The points, best in the first cost first. */
    public long[] points() {
        if (costs == 2) {
            settle();
            return stairs.points();
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            for (int i = 0; i < costs; i++) {
                int difference = Double.compare(values[a * costs + i], values[b * costs + i]);
                if (difference != 0) {
                    return difference;
                }
            }
            return Long.compare(points[a], points[b]);
        });
        return Arrays.stream(order).mapToLong(i -> points[i]).toArray();
    }

    /** How many points are on it. */
    public int size() {
        settle();
        return costs == 2 ? stairs.size() : size;
    }

    /** Whether it has grown beyond so many points; of two costs, give or take the thousand that came lately. */
    public boolean isLongerThan(int most) {
        return size > most || stairs.size() > most;
    }

    private void offerToStairs(long point, double first, double second) {
        if (!stairs.beats(point, first, second) && !late.beats(point, first, second)) {
            late.insert(point, first, second);
            if (late.size() == LATELY) {
                settle();
            }
        }
    }

    private void settle() {
        if (late.size() > 0) {
            stairs = Staircase.of(stairs, late);
            late.clear();
        }
    }

    private void offerToList(long point, double[] cost) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int order = compare(i, cost);
            if (order < 0 || order == 0 && points[i] <= point) {
                // Nothing before it was removed: what this point dominates, that one dominates too.
                swap(i, 0);
                return;
            }
            if (order == INCOMPARABLE) {
                move(i, kept++);
            }
        }
        reserve(kept + 1);
        points[kept] = point;
        System.arraycopy(cost, 0, values, kept * costs, costs);
        size = kept + 1;
    }

    private static final int INCOMPARABLE = 2;

    /** -1 where the point of the list is better, 1 where the other is, 0 where they are equal. */
    private int compare(int place, double[] cost) {
        boolean better = false;
        boolean worse = false;
        for (int i = 0; i < costs; i++) {
            double own = values[place * costs + i];
            better |= own < cost[i];
            worse |= own > cost[i];
        }
        return better && worse ? INCOMPARABLE : better ? -1 : worse ? 1 : 0;
    }

    private void swap(int a, int b) {
        long point = points[a];
        points[a] = points[b];
        points[b] = point;
        for (int i = 0; i < costs; i++) {
            double value = values[a * costs + i];
            values[a * costs + i] = values[b * costs + i];
            values[b * costs + i] = value;
        }
    }

    private void move(int from, int to) {
        if (from != to) {
            points[to] = points[from];
            System.arraycopy(values, from * costs, values, to * costs, costs);
        }
    }

    private void reserve(int needed) {
        if (needed > points.length) {
            points = Arrays.copyOf(points, 2 * needed);
            values = Arrays.copyOf(values, 2 * needed * costs);
        }
    }
}
