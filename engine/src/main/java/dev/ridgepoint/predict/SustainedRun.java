package dev.ridgepoint.predict;

import dev.ridgepoint.roofline.Roofline;

/**
 * A generation that outlasts a device's burst: the first tokens under the profile's ceilings, the others under what is left of them.
 *
 * @param burstTokens      tokens of each sequence before the limits hold
 * @param burstSeconds     mean seconds of each of them; 0 when there are none
 * @param sustainedTokens  tokens after
 * @param sustainedSeconds mean seconds of each of them
 */
public record SustainedRun(int burstTokens, double burstSeconds, int sustainedTokens, double sustainedSeconds) {

    /**
     * Of a request that takes longer than the burst.
     *
     * @param predictor the model
     * @param burst     the device's ceilings
     * @param sustained what is left of them
     * @param after     seconds of work before that is so
     * @param request   what is asked; its prompt is part of the burst
     */
    public static SustainedRun of(Predictor predictor, Roofline burst, Roofline sustained, double after, Request request) {
        int micro = Math.min(request.microBatch(), Math.max(1, request.prompt()));
        double prompt = request.prompt() == 0 ? 0
                : predictor.predict(burst, new Request(request.prompt(), 0, request.depth(), request.batch(), micro)).timeToFirstToken();
        double left = after - prompt;
        int low = 0;
        int high = request.generate();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (seconds(predictor, burst, request, 0, middle) <= left) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int rest = request.generate() - low;
        return new SustainedRun(low, low == 0 ? 0 : seconds(predictor, burst, request, 0, low) / low,
                rest, rest == 0 ? 0 : seconds(predictor, sustained, request, low, rest) / rest);
    }

    private static double seconds(Predictor predictor, Roofline roofline, Request request, int from, int tokens) {
        return tokens == 0 ? 0 : predictor.seconds(roofline, request.batch(), 1, (double) request.depth() + request.prompt() + from, tokens);
    }

    /** Seconds of all tokens. */
    public double seconds() {
        return burstTokens * burstSeconds + sustainedTokens * sustainedSeconds;
    }
}
