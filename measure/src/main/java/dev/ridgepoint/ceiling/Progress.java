package dev.ridgepoint.ceiling;

/** Told how far a characterisation is. */
@FunctionalInterface
public interface Progress {

    /**
     * @param what  what is being measured
     * @param share how much of it is done, 0 to 1
     */
    void at(String what, double share);
}
