package dev.ridgepoint.serving;

import java.util.SplittableRandom;

/**
 * Requests that are drawn: when they arrive, how long they are, and what they share. The same traffic with the same seed is the same requests; at another
 * rate, the same requests closer together or further apart.
 *
 * @param arrivals     when
 * @param shapes       prompts and outputs
 * @param prefixes     number of different beginnings that prompts have, each as likely; 0 where prompts share nothing
 * @param prefixTokens length of such a beginning, to which the prompt is added
 * @param requests     how many
 * @param seed         of all draws
 */
public record Traffic(Arrivals arrivals, Shapes shapes, int prefixes, int prefixTokens, long requests, long seed) {

    /** @throws IllegalArgumentException if there is no request or a negative number of anything */
    public Traffic {
        if (requests < 1 || prefixes < 0 || prefixTokens < 0) {
            throw new IllegalArgumentException("traffic needs a request, and no negative sizes");
        }
    }

    /** The same requests at another rate. */
    public Traffic at(double perSecond) {
        return new Traffic(arrivals.at(perSecond), shapes, prefixes, prefixTokens, requests, seed);
    }

    /** The requests, from the first one on. */
    public RequestSource source() {
        SplittableRandom root = new SplittableRandom(seed);
        // A generator for each: lengths stay as they are whatever the arrivals draw.
        SplittableRandom gaps = root.split();
        SplittableRandom lengths = root.split();
        SplittableRandom beginnings = root.split();
        return new RequestSource() {
            private double now;
            private long drawn;

            @Override
            public boolean next(IncomingRequest into) {
                if (drawn++ >= requests) {
                    return false;
                }
                now += arrivals.gap(gaps);
                shapes.draw(lengths, into, now);
                if (prefixes > 0 && prefixTokens > 0) {
                    into.set(now, Math.addExact(into.prompt, prefixTokens), into.output);
                    into.share(beginnings.nextInt(prefixes), prefixTokens);
                }
                return true;
            }
        };
    }
}
