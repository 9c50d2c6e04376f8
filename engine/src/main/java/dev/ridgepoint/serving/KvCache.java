package dev.ridgepoint.serving;

import java.util.Arrays;

/**
 * Blocks of a paged KV cache. A block is free, or belongs to a sequence, or holds a shared beginning of prompts. A beginning that nobody uses stays until its
 * blocks are needed; the one that was left longest ago goes first.
 */
final class KvCache {

    private static final int NONE = -1;

    private final int blocks;
    private int free;
    /** Blocks of beginnings that nobody uses. */
    private int idle;
    private int[] prefixBlocks = new int[0];
    private int[] prefixTokens = new int[0];
    private int[] users = new int[0];
    private int[] older = new int[0];
    private int[] newer = new int[0];
    private int oldest = NONE;
    private int newest = NONE;

    KvCache(int blocks) {
        this.blocks = blocks;
        this.free = blocks;
    }

    int blocks() {
        return blocks;
    }

    /** Blocks that hold something, of beginnings that nobody uses too. */
    int held() {
        return blocks - free;
    }

    /** Blocks that sequences use. */
    int used() {
        return blocks - free - idle;
    }

    /** Blocks of beginnings that are in use. */
    int sharedBlocks() {
        int sum = 0;
        for (int prefix = 0; prefix < users.length; prefix++) {
            sum += users[prefix] > 0 ? prefixBlocks[prefix] : 0;
        }
        return sum;
    }

    /** Takes blocks for a sequence, if there are so many or room can be made. */
    boolean take(int count) {
        if (count > free + idle) {
            return false;
        }
        while (count > free) {
            evict(oldest);
        }
        free -= count;
        return true;
    }

    /** Gives a sequence's blocks back. */
    void give(int count) {
        free += count;
        if (count < 0 || free > blocks) {
            throw new IllegalStateException(count + " blocks given back, and " + free + " of " + blocks + " free");
        }
    }

    /** Tokens of a beginning that are there; 0 where it is not. */
    int tokensOf(int prefix) {
        return prefix >= 0 && prefix < users.length ? prefixTokens[prefix] : 0;
    }

    /** Blocks of a beginning that is there. */
    int blocksOf(int prefix) {
        return prefixBlocks[prefix];
    }

    /** A sequence begins to use a beginning that is there. */
    void use(int prefix) {
        if (users[prefix]++ == 0) {
            unlink(prefix);
            idle -= prefixBlocks[prefix];
        }
    }

    /** A sequence stops using it. */
    void leave(int prefix) {
        if (--users[prefix] == 0) {
            older[prefix] = newest;
            newer[prefix] = NONE;
            if (newest == NONE) {
                oldest = prefix;
            } else {
                newer[newest] = prefix;
            }
            newest = prefix;
            idle += prefixBlocks[prefix];
        } else if (users[prefix] < 0) {
            throw new IllegalStateException("prefix " + prefix + " is left more often than used");
        }
    }

    /** A sequence that computed a beginning makes its blocks everyone's, and uses them itself. Must not be there yet. */
    void share(int prefix, int tokens, int count) {
        if (prefix >= users.length) {
            grow(Math.max(prefix + 1, 2 * users.length));
        }
        prefixTokens[prefix] = tokens;
        prefixBlocks[prefix] = count;
        users[prefix] = 1;
    }

    private void evict(int prefix) {
        unlink(prefix);
        idle -= prefixBlocks[prefix];
        free += prefixBlocks[prefix];
        prefixTokens[prefix] = 0;
        prefixBlocks[prefix] = 0;
    }

    private void unlink(int prefix) {
        int before = older[prefix];
        int after = newer[prefix];
        if (before == NONE) {
            oldest = after;
        } else {
            newer[before] = after;
        }
        if (after == NONE) {
            newest = before;
        } else {
            older[after] = before;
        }
    }

    private void grow(int size) {
        prefixBlocks = Arrays.copyOf(prefixBlocks, size);
        prefixTokens = Arrays.copyOf(prefixTokens, size);
        users = Arrays.copyOf(users, size);
        older = Arrays.copyOf(older, size);
        newer = Arrays.copyOf(newer, size);
    }
}
