package dev.ridgepoint.serving;

/**
 * What one device did.
 *
 * @param busySeconds    over which passes ran
 * @param joules         that they took; not a number where the pass times come without energy
 * @param passes         how many
 * @param computedTokens that went through passes as prompts, those computed again included
 * @param reusedTokens   of prompts that were found in the cache
 * @param preemptions    sequences that lost their place in the cache
 * @param swappedBytes   copied to the host and back
 * @param occupancy      over time
 * @param blocks         of the whole cache
 * @param mostBlocks     used at once
 * @param saturated      whether requests came faster than they were begun: the queue still grew when the last one came
 */
public record StageResult(
        double busySeconds, double joules, long passes, long computedTokens, long reusedTokens, long preemptions, double swappedBytes, Occupancy occupancy,
        int blocks, int mostBlocks, boolean saturated) { }
