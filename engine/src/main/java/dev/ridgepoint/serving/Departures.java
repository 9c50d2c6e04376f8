package dev.ridgepoint.serving;

/** Hears of every request that is done. */
@FunctionalInterface
interface Departures {

    /** Nobody listens. */
    Departures UNHEARD = (sequences, slot, at) -> { };

    /** A sequence gave its last token at {@code at} seconds; its slot is read before it is used again. */
    void depart(Sequences sequences, int slot, double at);
}
