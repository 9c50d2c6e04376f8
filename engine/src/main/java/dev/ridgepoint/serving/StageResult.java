package dev.ridgepoint.serving;

/**
 * What one device did, or the devices of one replica that do the same at once.
 *
 * @param busySeconds    over which passes ran
 * @param passJoules     that passes took; not a number where the pass times come without energy
 * @param idleWatts      while no pass runs; not a number in the same case
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
        double busySeconds, double passJoules, double idleWatts, long passes, long computedTokens, long reusedTokens, long preemptions, double swappedBytes,
        Occupancy occupancy, int blocks, int mostBlocks, boolean saturated) { }
