package dev.ridgepoint.collective;

/** Whichever algorithm is the fastest for a payload, as communication libraries choose. */
public final class Fastest implements Collective {

    private final Collective[] algorithms;

    /** @param algorithms for the same operation; at least one */
    public Fastest(Collective... algorithms) {
        if (algorithms.length == 0) {
            throw new IllegalArgumentException("there is no fastest of no algorithms");
        }
        this.algorithms = algorithms.clone();
    }

    @Override
    public double seconds(double bytes, int devices, double latency, double bytesPerSecond) {
        double least = Double.POSITIVE_INFINITY;
        for (Collective algorithm : algorithms) {
            least = Math.min(least, algorithm.seconds(bytes, devices, latency, bytesPerSecond));
        }
        return least;
    }

    /** The fewest, which the smallest payloads take. */
    @Override
    public double steps(int devices) {
        double least = Double.POSITIVE_INFINITY;
        for (Collective algorithm : algorithms) {
            least = Math.min(least, algorithm.steps(devices));
        }
        return least;
    }

    /** The least, which the largest payloads take. */
    @Override
    public double traffic(int devices) {
        double least = Double.POSITIVE_INFINITY;
        for (Collective algorithm : algorithms) {
            least = Math.min(least, algorithm.traffic(devices));
        }
        return least;
    }
}
