package dev.ridgepoint.serving;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a first device's requests leave and a second's come from, over a link that carries one cache after the other. The first goes on only as far as the
 * second asks.
 */
final class Handover implements StageListener, RequestSource {

    /** A request on its way. */
    private record Moved(double arrival, double firstToken, double ready, int prompt, int output) { }

    private final UserRecord users;
    private final CacheLayout layout;
    private final double linkBytesPerSecond;
    private final Deque<Moved> moved = new ArrayDeque<>();
    private Simulator first;
    private double linkFree;

    /**
     * @param users              hear of requests that came, are refused, or are done with their first token
     * @param layout             of the first device's cache
     * @param linkBytesPerSecond of the link
     */
    Handover(UserRecord users, CacheLayout layout, double linkBytesPerSecond) {
        this.users = users;
        this.layout = layout;
        this.linkBytesPerSecond = linkBytesPerSecond;
    }

    void from(Simulator device) {
        first = device;
    }

    /** What hears of the second device's requests: they arrived when the user sent them. */
    StageListener end() {
        return new StageListener() {
            @Override
            public void arrived(double at) { }

            @Override
            public void refused() {
                users.refused();
            }

            @Override
            public void departed(Sequences sequences, int slot, double at) {
                users.departed(sequences, slot, at);
            }
        };
    }

    @Override
    public void arrived(double at) {
        users.arrived(at);
    }

    @Override
    public void refused() {
        users.refused();
    }

    @Override
    public void departed(Sequences sequences, int slot, double at) {
        if (sequences.output[slot] == 1) {
            users.departed(sequences, slot, at);
            return;
        }
        linkFree = Math.max(linkFree, at) + layout.bytesFor(sequences.prompt[slot]) / linkBytesPerSecond;
        moved.addLast(new Moved(sequences.arrival[slot], sequences.firstToken[slot], linkFree, sequences.prompt[slot], sequences.output[slot]));
    }

    @Override
    public boolean next(IncomingRequest into) {
        while (moved.isEmpty()) {
            if (!first.pass()) {
                return false;
            }
        }
        Moved next = moved.removeFirst();
        into.set(next.arrival, next.prompt, next.output);
        into.prefilled(next.firstToken, next.ready);
        return true;
    }
}
