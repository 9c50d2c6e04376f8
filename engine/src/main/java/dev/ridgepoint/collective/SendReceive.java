package dev.ridgepoint.collective;

/** One device hands something to the next, as between the stages of a pipeline: {@code alpha + S/B}. */
public enum SendReceive implements Collective {
    /** Straight to it. */
    DIRECT;

    @Override
    public double steps(int devices) {
        return devices == 1 ? 0 : 1;
    }

    @Override
    public double traffic(int devices) {
        return devices == 1 ? 0 : 1;
    }
}
