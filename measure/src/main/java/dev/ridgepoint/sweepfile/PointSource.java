package dev.ridgepoint.sweepfile;

/** Points one after the other. */
interface PointSource {

    /** Goes to the next point that is kept; false after the last. */
    boolean next();

    /** A walk over given points. */
    static PointSource of(PointWalk walk, long[] points) {
        int[] at = {0};
        return () -> {
            while (at[0] < points.length) {
                if (walk.to(points[at[0]++])) {
                    return true;
                }
            }
            return false;
        };
    }
}
