package dev.ridgepoint.backend;

/**
 * What serving many requests at once costs beside the passes.
 *
 * @param sequenceSeconds of each sequence in a step
 * @param requestSeconds  of each request before its first token
 * @param promptWait      share of the time of other requests' prompts that generation waits for
 * @param bunching        share of the requests in flight whose prompts are in line before a new one
 * @param memory          share of the device's memory for weights and cache
 */
public record ServerRates(double sequenceSeconds, double requestSeconds, double promptWait, double bunching, double memory) {

    /** Nothing but the passes, prompts in turn with generation, and all of the memory. */
    public static final ServerRates IDEAL = new ServerRates(0, 0, 1, 0, 1);
}
