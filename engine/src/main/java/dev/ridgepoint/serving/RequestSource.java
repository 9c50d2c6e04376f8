package dev.ridgepoint.serving;

/** Requests in the order in which they arrive. */
@FunctionalInterface
public interface RequestSource {

    /**
     * Fills in the next request; its time is not before that of the one before.
     *
     * @return whether there was one
     */
    boolean next(IncomingRequest into);

    /** Whether no other will come, once it has said that there is none. */
    default boolean ended() {
        return true;
    }
}
