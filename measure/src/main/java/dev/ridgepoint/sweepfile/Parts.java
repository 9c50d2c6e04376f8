package dev.ridgepoint.sweepfile;

/**
 * How a sweep is divided: into runs of points that are carried out at a time, and after which it can be resumed. It depends on the number of points alone,
 * so that the files are the same on however many threads.
 *
 * @param points of the sweep
 * @param size   of every part but the last
 */
record Parts(long points, long size) {

    /** What the database takes at a time. */
    private static final long VECTOR = 2048;
    /** Eight of the row groups of a Parquet file. */
    private static final long MOST = 8 * 60 * VECTOR;
    /** Enough for any number of processors to end together. */
    private static final long WANTED = 64;

    static Parts of(long points) {
        long vectors = (points + WANTED * VECTOR - 1) / (WANTED * VECTOR);
        return new Parts(points, Math.min(MOST, vectors * VECTOR));
    }

    int count() {
        return (int) ((points + size - 1) / size);
    }

    long from(int part) {
        return part * size;
    }

    long to(int part) {
        return Math.min(points, from(part) + size);
    }
}
