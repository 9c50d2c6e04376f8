package dev.ridgepoint.ceiling;

import dev.ridgepoint.trial.Distribution;

/**
 * A level of the memory hierarchy as it was found.
 *
 * @param name       {@code l1}, {@code l2}, {@code l3}, {@code dram}
 * @param capacity   bytes, all caches of the level together
 * @param perCore    whether each core has one of its own
 * @param foundBy    where the capacity comes from
 * @param bandwidth  bytes a second that all threads read
 * @param workingSet what they read over
 */
record Level(String name, long capacity, boolean perCore, String foundBy, Distribution bandwidth, long workingSet) { }
