package dev.ridgepoint.serving;

import dev.ridgepoint.input.InvalidInputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Prompts on one device and decoding on another: the first gives a request's first token, its cache goes over a link, one after the other, and the second gives the
 * rest. What waits for the second device waits on the link's far side and takes none of its blocks.
 */
public final class SplitDeployment implements Server {

    private final Deployment prefill;
    private final Deployment decode;
    private final double linkBytesPerSecond;

    /**
     * @param prefill            what processes prompts
     * @param decode             what decodes
     * @param linkBytesPerSecond of the link between them
     * @throws InvalidInputException if the two do not run the same model
     */
    public SplitDeployment(Deployment prefill, Deployment decode, double linkBytesPerSecond) {
        if (!(linkBytesPerSecond > 0)) {
            throw new IllegalArgumentException("a link needs a bandwidth above 0");
        }
        this.prefill = prefill;
        this.decode = decode;
        this.linkBytesPerSecond = linkBytesPerSecond;
    }

    /** What processes prompts. */
    public Deployment prefill() {
        return prefill;
    }

    /** What decodes. */
    public Deployment decode() {
        return decode;
    }

    @Override
    public ServingResult serve(RequestSource source, Slo slo, long seed) {
        UserRecord users = new UserRecord(slo);
        Handover handover = new Handover(users);
        Simulator first = prefill.simulator(source, 1, seed, handover);
        handover.first = first;
        Simulator second = decode.simulator(handover, Integer.MAX_VALUE, seed, handover.end);
        second.run();
        return users.result(Math.max(first.now(), second.now()), List.of(first.result(), second.result()));
    }

    /** A request on its way from one device to the other. */
    private record Moved(double arrival, double firstToken, double ready, int prompt, int output) { }

    /** Where the first device's requests leave and the second's come from; the first goes on only as far as the second asks. */
    private final class Handover implements StageListener, RequestSource {

        private final UserRecord users;
        private final Deque<Moved> moved = new ArrayDeque<>();
        private Simulator first;
        private double linkFree;

        /** Behind the second device. */
        private final StageListener end = new StageListener() {
            @Override
            public void arrived(double at) {
                // It arrived when the user sent it.
            }

            @Override
            public void refused() {
                users.refused();
            }

            @Override
            public void departed(Sequences sequences, int slot, double at) {
                users.departed(sequences, slot, at);
            }
        };

        Handover(UserRecord users) {
            this.users = users;
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
            linkFree = Math.max(linkFree, at) + prefill.layout().bytesFor(sequences.prompt[slot]) / linkBytesPerSecond;
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
}
