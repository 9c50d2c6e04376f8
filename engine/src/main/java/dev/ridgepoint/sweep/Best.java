package dev.ridgepoint.sweep;

import java.util.Arrays;

/** The points of least cost seen so far, of equal ones those of the lowest number: the same in whatever order points come. */
public final class Best {

    private final int most;
    /** A heap, the worst on top. */
    private final long[] points;
    private final double[] costs;
    private int size;

    /** @param most how many are kept, at least 1 */
    public Best(int most) {
        this.most = most;
        this.points = new long[most];
        this.costs = new double[most];
    }

    /** Offers a point; one without a cost is not kept. */
    public void offer(long point, double cost) {
        if (Double.isNaN(cost)) {
            return;
        }
        if (size < most) {
            points[size] = point;
            costs[size] = cost;
            rise(size++);
        } else if (isWorse(costs[0], points[0], cost, point)) {
            points[0] = point;
            costs[0] = cost;
            sink();
        }
    }

    /** Offers all that another has. */
    public void offerAll(Best other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.points[i], other.costs[i]);
        }
    }

    /** The points, best first. */
    public long[] points() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> costs[a] == costs[b] ? Long.compare(points[a], points[b]) : Double.compare(costs[a], costs[b]));
        return Arrays.stream(order).mapToLong(i -> points[i]).toArray();
    }

    private static boolean isWorse(double cost, long point, double otherCost, long otherPoint) {
        return cost > otherCost || cost == otherCost && point > otherPoint;
    }

    private boolean isWorse(int a, int b) {
        return isWorse(costs[a], points[a], costs[b], points[b]);
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && isWorse(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink() {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, at)) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        long point = points[a];
        points[a] = points[b];
        points[b] = point;
        double cost = costs[a];
        costs[a] = costs[b];
        costs[b] = cost;
    }
}
