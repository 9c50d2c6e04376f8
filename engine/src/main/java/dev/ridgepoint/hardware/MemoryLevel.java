package dev.ridgepoint.hardware;

import java.util.Optional;

/**
 * One level of the memory hierarchy.
 *
 * @param name       as the profile calls it: {@code l2}, {@code slc}, {@code dram}
 * @param technology for the reader: {@code GDDR6X}; may be empty
 * @param capacity   bytes; a cache's capacity is of the whole chip
 * @param bandwidth  bytes a second, all cores together; without one the level gives no ceiling
 * @param perCore    whether each core has a part of its own that the others cannot read, so that nothing stays there between operators
 */
public record MemoryLevel(String name, String technology, Optional<Sourced> capacity, Optional<Sourced> bandwidth, boolean perCore) { }
