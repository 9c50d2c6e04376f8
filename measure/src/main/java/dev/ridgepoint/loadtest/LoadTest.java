package dev.ridgepoint.loadtest;

import dev.ridgepoint.parallel.Parallelism;

/**
 * One load test: a constant number of requests in flight, all with as long a prompt and generation.
 *
 * @param place            where it stands: {@code serving.csv:17}
 * @param source           who measured it, and under what name
 * @param hardware         the device
 * @param runtime          what served: {@code vllm}
 * @param version          its version; empty when not known
 * @param model            the model
 * @param weights          its weights format
 * @param parallelism      how it was spread over devices
 * @param prompt           tokens of each prompt
 * @param generated        tokens of each generation
 * @param concurrency      requests in flight at each replica
 * @param timeToFirstToken mean seconds to the first token
 * @param timePerToken     mean seconds of each token after it
 */
public record LoadTest(
        String place, String source, String hardware, String runtime, String version, String model, String weights, Parallelism parallelism, int prompt,
        int generated, int concurrency, double timeToFirstToken, double timePerToken) {

    /** @throws IllegalArgumentException if a time is not above 0 and finite */
    public LoadTest {
        for (double seconds : new double[] {timeToFirstToken, timePerToken}) {
            if (!(seconds > 0) || Double.isInfinite(seconds)) {
                throw new IllegalArgumentException("a measured time is above 0 and finite, not " + seconds);
            }
        }
    }
}
