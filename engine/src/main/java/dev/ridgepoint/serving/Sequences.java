package dev.ridgepoint.serving;

import java.util.Arrays;

/** Every sequence that waits or runs, a slot each, field by field: a million requests leave no object behind. */
final class Sequences {

    private static final int FIRST = 64;

    double[] arrival = new double[FIRST];
    double[] firstToken = new double[FIRST];
    int[] prompt = new int[FIRST];
    int[] output = new int[FIRST];
    /** Tokens given so far. */
    int[] produced = new int[FIRST];
    /** Tokens in the cache. */
    int[] computed = new int[FIRST];
    /** Blocks of its own. */
    int[] blocks = new int[FIRST];
    /** Tokens for which its blocks are enough. */
    int[] room = new int[FIRST];
    int[] prefix = new int[FIRST];
    /** Tokens of whole blocks that it shares or could share. */
    int[] shareable = new int[FIRST];
    boolean[] sharing = new boolean[FIRST];
    /** Whether it ever ran here. */
    boolean[] begun = new boolean[FIRST];
    /** Tokens in the cache that lie on the host. */
    boolean[] away = new boolean[FIRST];
    /** Tokens in this pass. */
    int[] scheduled = new int[FIRST];
    private int[] unused = new int[FIRST];
    private int unusedCount;
    private int slots;

    /** A slot for a request that came. */
    int add(IncomingRequest request, int shareableTokens) {
        int slot = unusedCount > 0 ? unused[--unusedCount] : slots++;
        if (slot == arrival.length) {
            grow(2 * slot);
        }
        boolean prefilled = !Double.isNaN(request.firstToken);
        arrival[slot] = request.arrival;
        firstToken[slot] = request.firstToken;
        prompt[slot] = request.prompt;
        output[slot] = request.output;
        produced[slot] = prefilled ? 1 : 0;
        computed[slot] = prefilled ? request.prompt : 0;
        blocks[slot] = 0;
        room[slot] = 0;
        prefix[slot] = shareableTokens > 0 ? request.prefix : IncomingRequest.NO_PREFIX;
        shareable[slot] = shareableTokens;
        sharing[slot] = false;
        begun[slot] = false;
        away[slot] = false;
        scheduled[slot] = 0;
        return slot;
    }

    /** The slot is free. */
    void remove(int slot) {
        unused[unusedCount++] = slot;
    }

    /** Tokens that must be in the cache before the next one can be given, and are not. */
    int pending(int slot) {
        return prompt[slot] + produced[slot] - computed[slot];
    }

    private void grow(int size) {
        arrival = Arrays.copyOf(arrival, size);
        firstToken = Arrays.copyOf(firstToken, size);
        prompt = Arrays.copyOf(prompt, size);
        output = Arrays.copyOf(output, size);
        produced = Arrays.copyOf(produced, size);
        computed = Arrays.copyOf(computed, size);
        blocks = Arrays.copyOf(blocks, size);
        room = Arrays.copyOf(room, size);
        prefix = Arrays.copyOf(prefix, size);
        shareable = Arrays.copyOf(shareable, size);
        sharing = Arrays.copyOf(sharing, size);
        begun = Arrays.copyOf(begun, size);
        away = Arrays.copyOf(away, size);
        scheduled = Arrays.copyOf(scheduled, size);
        unused = Arrays.copyOf(unused, size);
    }
}
