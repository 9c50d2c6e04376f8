package dev.ridgepoint.sweep;

import java.util.Arrays;

/** A front of two costs, sorted: rising in the first, falling in the second. Of points with equal costs the one of the lowest number is kept. */
final class Staircase {

    private long[] points = new long[64];
    private double[] firsts = new double[64];
    private double[] seconds = new double[64];
    private int size;

    int size() {
        return size;
    }

    long[] points() {
        return Arrays.copyOf(points, size);
    }

    double first(int place) {
        return firsts[place];
    }

    double second(int place) {
        return seconds[place];
    }

    void clear() {
        size = 0;
    }

    /** Whether it has a point that leaves no room for another one. */
    boolean beats(long point, double first, double second) {
        int before = below(first) - 1;
        return before >= 0 && (seconds[before] < second || seconds[before] == second && (firsts[before] < first || points[before] <= point));
    }

    /** How many are at most so high in the first cost. */
    private int below(double first) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle] <= first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Takes a point in that nothing here beats, and those out that it beats. */
    void insert(long point, double first, double second) {
        int from = below(first);
        if (from > 0 && firsts[from - 1] == first) {
            from--;
        }
        int to = from;
        while (to < size && seconds[to] >= second) {
            to++;
        }
        reserve(size + 1);
        System.arraycopy(points, to, points, from + 1, size - to);
        System.arraycopy(firsts, to, firsts, from + 1, size - to);
        System.arraycopy(seconds, to, seconds, from + 1, size - to);
        points[from] = point;
        firsts[from] = first;
        seconds[from] = second;
        size += 1 + from - to;
    }

    /** The front of both. */
    static Staircase of(Staircase a, Staircase b) {
        Staircase both = new Staircase();
        both.reserve(a.size + b.size);
        int i = 0;
        int j = 0;
        while (i < a.size || j < b.size) {
            if (j == b.size || i < a.size && a.isBefore(i, b, j)) {
                both.append(a, i++);
            } else {
                both.append(b, j++);
            }
        }
        return both;
    }

    private boolean isBefore(int i, Staircase other, int j) {
        if (firsts[i] != other.firsts[j]) {
            return firsts[i] < other.firsts[j];
        }
        return seconds[i] != other.seconds[j] ? seconds[i] < other.seconds[j] : points[i] < other.points[j];
    }

    private void append(Staircase from, int place) {
        if (size == 0 || from.seconds[place] < seconds[size - 1]) {
            points[size] = from.points[place];
            firsts[size] = from.firsts[place];
            seconds[size++] = from.seconds[place];
        }
    }

    private void reserve(int needed) {
        if (needed > points.length) {
            points = Arrays.copyOf(points, 2 * needed);
            firsts = Arrays.copyOf(firsts, 2 * needed);
            seconds = Arrays.copyOf(seconds, 2 * needed);
        }
    }
}
