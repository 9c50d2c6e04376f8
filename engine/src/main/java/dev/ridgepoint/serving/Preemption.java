package dev.ridgepoint.serving;

/** What becomes of a sequence's cache when there is no room for it; the sequence goes on, later, before all that have not begun. */
public sealed interface Preemption {

    /** It is dropped, and computed again from the prompt and what was generated. */
    record Recompute() implements Preemption { }

    /**
     * It is copied to the host and back; the device waits for the copies.
     *
     * @param bytesPerSecond of the link to the host
     */
    record Swap(double bytesPerSecond) implements Preemption {
        /** @throws IllegalArgumentException unless the link has a bandwidth */
        public Swap {
            if (!(bytesPerSecond > 0)) {
                throw new IllegalArgumentException("a swap needs a link with a bandwidth above 0");
            }
        }
    }
}
