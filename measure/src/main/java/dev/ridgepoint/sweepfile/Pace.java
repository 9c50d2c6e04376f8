package dev.ridgepoint.sweepfile;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How fast a sweep goes, and when it will be done. */
final class Pace {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** Reports that a rate is measured over: some ten seconds of them. */
    private static final int LATELY = 40;

    private final long points;
    private final long[] times = new long[LATELY];
    private final long[] counts = new long[LATELY];
    private int reports;

    Pace(long points) {
        this.points = points;
    }

    /**
     * {@code 12.3 M of 100.0 M points, 2.10 M a second, done at 14:03:10}.
     *
     * @param done    points so far
     * @param earlier how many of them an earlier run had done
     */
    String at(long done, long earlier) {
        return at(done, earlier, System.nanoTime(), LocalTime.now());
    }

    String at(long done, long earlier, long nanos, LocalTime now) {
        int place = reports % LATELY;
        int oldest = reports < LATELY ? 0 : place;
        double seconds = reports == 0 ? 0 : (nanos - times[oldest]) / 1e9;
        double rate = (done - earlier - counts[oldest]) / seconds;
        times[place] = nanos;
        counts[place] = done - earlier;
        reports++;
        String text = written(done) + " of " + written(points) + " points";
        if (seconds == 0 || rate < 1) {
            return text;
        }
        double left = (points - done) / rate;
        String end = left < SECONDS_OF_A_DAY ? "done at " + now.plusSeconds(Math.round(left)).format(CLOCK)
                : String.format(Locale.ROOT, "done in %.1f days", left / SECONDS_OF_A_DAY);
        return text + ", " + written(Math.round(rate)) + " a second, " + end;
    }

    private static String written(long count) {
        if (count < 100_000) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        return count < 1_000_000 ? Math.round(count / 1e3) + " k" : String.format(Locale.ROOT, count < 10_000_000 ? "%.2f M" : "%,.1f M", count / 1e6);
    }
}
