package dev.ridgepoint.serving;

/**
 * What a device made of its requests.
 *
 * @param arrived         requests
 * @param completed       of these; all but those refused
 * @param refused         longer than the whole cache
 * @param withinSlo       completed within the objective
 * @param seconds         from the start to the last token
 * @param lastArrival     seconds at which the last request came
 * @param busySeconds     over which passes ran
 * @param passes          how many
 * @param promptTokens    of the requests completed
 * @param computedTokens  that went through passes as prompts, those computed again included
 * @param reusedTokens    of prompts that were found in the cache
 * @param outputTokens    given
 * @param preemptions     sequences that lost their place in the cache
 * @param swappedBytes    copied to the host and back
 * @param ttft            time to first token
 * @param tpot            mean time per output token after the first, request by request; those of one token have none
 * @param endToEnd        time to the last token
 * @param occupancy       over time
 * @param blocks          of the whole cache
 * @param mostBlocks      used at once
 * @param saturated       whether requests came faster than they were served: the queue still grew when the last one came
 */
public record ServingResult(
        long arrived, long completed, long refused, long withinSlo, double seconds, double lastArrival, double busySeconds, long passes,
        long promptTokens, long computedTokens, long reusedTokens, long outputTokens, long preemptions, double swappedBytes,
        Latencies ttft, Latencies tpot, Latencies endToEnd, Occupancy occupancy, int blocks, int mostBlocks, boolean saturated) {

    /** Requests a second. */
    public double requestsPerSecond() {
        return completed / seconds;
    }

    /** Output tokens a second. */
    public double tokensPerSecond() {
        return outputTokens / seconds;
    }

    /** Requests a second that met the objective. */
    public double goodput() {
        return withinSlo / seconds;
    }

    /** Share of all requests that met the objective; one that was refused did not. */
    public double attainment() {
        return (double) withinSlo / arrived;
    }

    /** Share of the time over which passes ran. */
    public double utilisation() {
        return busySeconds / seconds;
    }
}
