package dev.ridgepoint.serving;

import java.util.Arrays;

/**
 * How many requests wait and run and how many cache blocks are used, over time: means over equal stretches, whose length doubles whenever there are too many
 * of them. The sums over all stretches are exact.
 */
public final class Occupancy {

    private static final int MOST = 512;

    private final double[] waiting = new double[MOST];
    private final double[] running = new double[MOST];
    private final double[] blocks = new double[MOST];
    private double width;
    private double end;

    Occupancy(double firstWidth) {
        width = firstWidth;
    }

    /** Adds a time over which nothing changed. */
    void add(double from, double seconds, int waitingNow, int runningNow, int blocksNow) {
        double at = from;
        double until = from + seconds;
        end = Math.max(end, until);
        while (until > width * MOST) {
            halve();
        }
        int bin = bin(at);
        while (at < until) {
            double stop = bin == MOST - 1 ? until : Math.min(until, (bin + 1) * width);
            double part = stop - at;
            waiting[bin] += part * waitingNow;
            running[bin] += part * runningNow;
            blocks[bin] += part * blocksNow;
            at = stop;
            bin++;
        }
    }

    /** A request that came while a pass ran has waited since. */
    void addWaiting(double now, double seconds) {
        waiting[bin(now)] += seconds;
    }

    private int bin(double at) {
        return Math.min(MOST - 1, (int) (at / width));
    }

    private void halve() {
        halve(waiting);
        halve(running);
        halve(blocks);
        width *= 2;
    }

    private static void halve(double[] sums) {
        for (int i = 0; i < MOST / 2; i++) {
            sums[i] = sums[2 * i] + sums[2 * i + 1];
        }
        Arrays.fill(sums, MOST / 2, MOST, 0);
    }

    /** Number of stretches. */
    public int stretches() {
        return end == 0 ? 0 : Math.min(MOST, (int) Math.ceil(end / width));
    }

    /** Seconds at which a stretch is half over. */
    public double middle(int stretch) {
        return (stretch * width + Math.min(end, (stretch + 1) * width)) / 2;
    }

    /** The stretch that a time lies in; the last for a time after the end. */
    public int stretchAt(double time) {
        return Math.max(0, Math.min(stretches() - 1, (int) (time / width)));
    }

    /** Seconds of the time that it covers. */
    public double seconds() {
        return end;
    }

    /** Mean requests that wait. */
    public double waiting(int stretch) {
        return waiting[stretch] / length(stretch);
    }

    /** Mean requests that run. */
    public double running(int stretch) {
        return running[stretch] / length(stretch);
    }

    /** Mean blocks that sequences use. */
    public double blocks(int stretch) {
        return blocks[stretch] / length(stretch);
    }

    private double length(int stretch) {
        return Math.min(end, (stretch + 1) * width) - stretch * width;
    }

    /** Mean requests that wait, over all of the time. */
    public double meanWaiting() {
        return mean(waiting);
    }

    /** Mean requests that run, over all of the time. */
    public double meanRunning() {
        return mean(running);
    }

    /** Mean blocks that sequences use, over all of the time. */
    public double meanBlocks() {
        return mean(blocks);
    }

    private double mean(double[] sums) {
        return end == 0 ? 0 : Arrays.stream(sums).sum() / end;
    }
}
