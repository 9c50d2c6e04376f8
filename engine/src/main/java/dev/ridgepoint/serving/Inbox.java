package dev.ridgepoint.serving;

import java.util.ArrayDeque;
import java.util.Deque;

/** Requests that were sent to one replica and that it has not asked for yet. */
final class Inbox implements RequestSource {

    private final Deque<IncomingRequest> requests = new ArrayDeque<>();
    private boolean closed;

    void add(IncomingRequest request) {
        IncomingRequest copy = new IncomingRequest();
        copy.copy(request);
        requests.addLast(copy);
    }

    /** No other request will come. */
    void close() {
        closed = true;
    }

    @Override
    public boolean next(IncomingRequest into) {
        IncomingRequest first = requests.pollFirst();
        if (first != null) {
            into.copy(first);
        }
        return first != null;
    }

    @Override
    public boolean ended() {
        return closed && requests.isEmpty();
    }
}
