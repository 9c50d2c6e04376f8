package dev.ridgepoint.sweepfile;

import java.util.concurrent.atomic.LongAdder;

/** The points of a part, of which the fronts and the lists hear as they go by. */
final class PartPoints implements PointSource {

    /** Points between two reports of how far this is. */
    private static final int BETWEEN_REPORTS = 1 << 10;

    private final PointWalk walk;
    private final long to;
    private final Survivors survivors;
    private final LongAdder done;
    private long at;
    private int unreported;

    PartPoints(PointWalk walk, long from, long to, Survivors survivors, LongAdder done) {
        this.walk = walk;
        this.at = from;
        this.to = to;
        this.survivors = survivors;
        this.done = done;
    }

    @Override
    public boolean next() {
        while (at < to) {
            long point = at++;
            if (++unreported == BETWEEN_REPORTS || at == to) {
                done.add(unreported);
                unreported = 0;
            }
            if (walk.to(point)) {
                survivors.offer(point, walk.evaluation());
                return true;
            }
        }
        return false;
    }
}
