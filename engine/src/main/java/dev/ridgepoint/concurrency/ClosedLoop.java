package dev.ridgepoint.concurrency;

import dev.ridgepoint.backend.ServerRates;

/**
 * A constant number of requests in flight at one replica, each with the same prompt and generation: whenever one ends, the next one comes. In the
 * steady state every request sees the prompt of each other once while it is there, so that with {@code c} requests, a prompt of {@code t_p} seconds, a
 * step of {@code t_d(b)} seconds with {@code b} sequences and {@code n} steps
 *
 * <pre>
 * TPOT = t_d(b) + w (1 - g) (c - 1) t_p / n
 * TTFT = r + t_p (1 + g (c - 1) + rho / (2 (1 - rho)))      rho = (c - 1) t_p / (TTFT + n TPOT)
 * b    = c n TPOT / (TTFT + n TPOT)
 * </pre>
 *
 * where {@code g} says how much requests come in bunches, and so wait for the prompts of others before their first token and not after it, {@code w} is
 * the share of the other prompts that generation waits for, {@code r} what a request costs by itself, and the last term the wait for prompts that are in
 * line by chance (M/D/1). Where the cache holds fewer than {@code c} sequences of mean length, the others wait for a whole place: the server is saturated, TPOT stays as
 * it is with a full cache, and TTFT grows with the line.
 *
 * @param replica  the devices
 * @param prompt   tokens of each prompt
 * @param generate tokens of each generation, the first of which the prompt yields
 */
public record ClosedLoop(Replica replica, int prompt, int generate) {

    private static final int ITERATIONS = 30;
    private static final double MOST_BUSY = 0.95;

    /** @throws IllegalArgumentException unless there is a prompt and a token after the first */
    public ClosedLoop {
        if (prompt < 1 || generate < 2) {
            throw new IllegalArgumentException("a closed loop is of prompts of 1 token and more, and generations of 2 and more");
        }
    }

    /**
     * The steady state.
     *
     * @param inFlight         requests at the replica that have a place in the cache
     * @param waiting          requests that wait for one
     * @param decoding         mean sequences in a step
     * @param promptSeconds    of one prompt by itself
     * @param timeToFirstToken seconds, the wait for a place included
     * @param timePerToken     seconds of each token after the first
     */
    public record Steady(double inFlight, double waiting, double decoding, double promptSeconds, double timeToFirstToken, double timePerToken) {

        /** Whether requests wait for a place in the cache. */
        public boolean saturated() {
            return waiting > 0;
        }

        /** Tokens that the replica generates in a second. */
        public double tokensPerSecond(int generate) {
            return (inFlight + waiting) * generate / (timeToFirstToken + (generate - 1) * timePerToken);
        }
    }

    /**
     * With so many requests in flight at the replica.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Steady at(int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("a closed loop has 1 request in flight or more");
        }
        ServerRates server = replica.server();
        int steps = generate - 1;
        double promptSeconds = replica.promptSeconds(prompt);
        double room = Math.max(1, replica.mostSequences(prompt + generate / 2.0));
        double inFlight = Math.min(concurrency, room);
        double bunched = server.requestSeconds() + promptSeconds * (1 + server.bunching() * (inFlight - 1));
        double decoding = inFlight;
        double first = bunched;
        double token = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            token = replica.stepSeconds(decoding, prompt, steps) + server.promptWait() * (1 - server.bunching()) * (inFlight - 1) * promptSeconds / steps;
            double busy = Math.min(MOST_BUSY, (inFlight - 1) * promptSeconds / (first + steps * token));
            first = bunched + promptSeconds * busy / (2 * (1 - busy));
            double next = Math.max(1, inFlight * steps * token / (first + steps * token));
            if (Math.abs(next - decoding) < 1e-6 * decoding) {
                break;
            }
            decoding = next;
        }
        double waiting = concurrency - inFlight;
        double place = waiting / inFlight * (first + steps * token);
        return new Steady(inFlight, waiting, decoding, promptSeconds, first + place, token);
    }
}
