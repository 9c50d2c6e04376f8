package dev.ridgepoint.sweepfile;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How fast a sweep goes, and when it will be done. */
final class Pace {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final long points;
    private final long start = System.nanoTime();

    Pace(long points) {
        this.points = points;
    }

    /**
     * {@code 12.3 M of 100 M points, 2.1 M a second, done at 14:03:10}.
     *
     * @param done    points so far
     * @param earlier how many of them an earlier run had done
     */
    String at(long done, long earlier) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (done - earlier) / seconds;
        String text = millions(done) + " of " + millions(points) + " points";
        if (rate < 1 || seconds < 0.5) {
            return text;
        }
        double left = (points - done) / rate;
        String end = left < SECONDS_OF_A_DAY ? "done at " + LocalTime.now().plusSeconds(Math.round(left)).format(CLOCK)
                : String.format(Locale.ROOT, "done in %.1f days", left / SECONDS_OF_A_DAY);
        return text + ", " + millions(Math.round(rate)) + " a second, " + end;
    }

    private static String millions(long count) {
        return count < 100_000 ? String.format(Locale.ROOT, "%,d", count) : String.format(Locale.ROOT, count < 10_000_000 ? "%.2f M" : "%.1f M", count / 1e6);
    }
}
