package dev.ridgepoint.serving;

import java.util.Arrays;

/**
 * Tells a queue that grows from one that is long: counts who joins and who leaves over equal stretches of the time in which requests come, and compares the
 * queue in the middle of it with that at its end. A stretch's length doubles whenever there are too many of them.
 */
final class QueueGrowth {

    /** Enough to tell a queue from one that takes a thousand times as long to leave as to join. */
    private static final int MOST = 1 << 14;
    /** A queue that grows by this share of the requests that came in the meantime grows; so does one that grows by more than chance, three deviations. */
    private static final double GROWTH = 0.02;
    private static final double DEVIATIONS = 3;

    private final int[] joined = new int[MOST];
    private final int[] left = new int[MOST];
    private double width;
    private double end;
    private boolean closed;

    QueueGrowth(double firstWidth) {
        width = firstWidth;
    }

    void joined(double at) {
        end = at;
        joined[bin(at)]++;
    }

    void left(double at) {
        if (!closed) {
            left[bin(at)]++;
        } else if (at <= end) {
            left[(int) (at / width)]++;
        }
    }

    /** Nobody joins any more: who leaves later does not matter. */
    void close() {
        closed = true;
    }

    private int bin(double at) {
        while (at >= width * MOST) {
            halve(joined);
            halve(left);
            width *= 2;
        }
        return (int) (at / width);
    }

    private static void halve(int[] counts) {
        for (int i = 0; i < MOST / 2; i++) {
            counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        Arrays.fill(counts, MOST / 2, MOST, 0);
    }

    /** Whether the queue grew over the second half of the time in which requests came. */
    boolean grows() {
        if (end == 0) {
            return false;
        }
        double length = 0;
        double middle = 0;
        double late = 0;
        long between = 0;
        int middles = 0;
        int lates = 0;
        int stretches = (int) (end / width) + 1;
        for (int i = 0; i < stretches; i++) {
            length += joined[i] - left[i];
            double share = (i + 0.5) / stretches;
            if (share > 0.4 && share <= 0.5) {
                middle += length;
                middles++;
            } else if (share > 0.9) {
                late += length;
                lates++;
            }
            between += share > 0.45 && share <= 0.95 ? joined[i] : 0;
        }
        if (middles == 0) {
            return false;
        }
        return late / lates - middle / middles > Math.max(GROWTH * between, DEVIATIONS * Math.sqrt(between));
    }
}
