package dev.ridgepoint.serving;

/** Hears what becomes of the requests of one stage. */
interface StageListener {

    /** A request was sent. */
    void arrived(double at);

    /** The last request that arrived is longer than the whole cache. */
    void refused();

    /** A sequence gave its last token here, at {@code at} seconds; its slot is read before it is used again. */
    void departed(Sequences sequences, int slot, double at);
}
