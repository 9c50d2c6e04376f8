package dev.ridgepoint.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One run of prompts on some replicas and decoding on others. A request goes to the replica with the fewest requests, when it comes and again when its first
 * token is there; its cache then goes over the link between the two, which each send and receive one cache after the other.
 */
final class Disaggregated {

    /** A request whose first token is there, and its cache on the replica that gave it. */
    private record Leaving(int replica, double arrival, double firstToken, int prompt, int output) { }

    private final UserRecord users;
    private final ReplicaGroup prefill;
    private final ReplicaGroup decode;
    private final CacheLayout layout;
    private final double linkBytesPerSecond;
    private final double[] sends;
    private final double[] receives;
    private final PriorityQueue<Leaving> leaving = new PriorityQueue<>((a, b) -> Double.compare(a.firstToken, b.firstToken));
    private final IncomingRequest moved = new IncomingRequest();

    /**
     * @param users              hear of every request
     * @param prefillReplicas    how many process prompts
     * @param prefill            one of them, which gives one token
     * @param decodeReplicas     how many decode
     * @param decode             one of them
     * @param layout             of the first's cache
     * @param linkBytesPerSecond of the link of each
     */
    Disaggregated(UserRecord users, int prefillReplicas, ReplicaGroup.Maker prefill, int decodeReplicas, ReplicaGroup.Maker decode, CacheLayout layout,
            double linkBytesPerSecond) {
        this.users = users;
        this.prefill = new ReplicaGroup(prefillReplicas, prefill, First::new);
        this.decode = new ReplicaGroup(decodeReplicas, decode, replica -> new Last());
        this.layout = layout;
        this.linkBytesPerSecond = linkBytesPerSecond;
        this.sends = new double[prefillReplicas];
        this.receives = new double[decodeReplicas];
    }

    /** Serves all requests. */
    ServingResult serve(RequestSource source) {
        IncomingRequest next = new IncomingRequest();
        while (source.next(next)) {
            prefillUntil(next.arrival);
            users.arrived(next.arrival);
            prefill.send(prefill.leastLoaded(next.arrival), next);
        }
        prefillUntil(Double.POSITIVE_INFINITY);
        prefill.finish();
        decode.finish();
        List<StageResult> stages = new ArrayList<>(prefill.results());
        stages.addAll(decode.results());
        return users.result(Math.max(prefill.now(), decode.now()), stages);
    }

    /** Runs passes in the order in which they begin, and hands over what can no longer be overtaken. */
    private void prefillUntil(double time) {
        while (prefill.nextStart() < time) {
            prefill.pass();
            handOver(Math.min(prefill.nextStart(), time));
        }
        handOver(time);
    }

    private void handOver(double until) {
        while (!leaving.isEmpty() && leaving.peek().firstToken <= until) {
            Leaving request = leaving.remove();
            decode.runUntil(request.firstToken);
            int replica = decode.leastLoaded(request.firstToken);
            double begins = Math.max(request.firstToken, Math.max(sends[request.replica], receives[replica]));
            double ready = begins + layout.bytesFor(request.prompt) / linkBytesPerSecond;
            sends[request.replica] = ready;
            receives[replica] = ready;
            moved.set(request.arrival, request.prompt, request.output);
            moved.prefilled(request.firstToken, ready);
            decode.send(replica, moved);
        }
    }

    /** Hears of prompts. */
    private final class First implements StageListener {

        private final int replica;

        First(int replica) {
            this.replica = replica;
        }

        @Override
        public void arrived(double at) { }

        @Override
        public void refused() {
            users.refused();
        }

        @Override
        public void departed(Sequences sequences, int slot, double at) {
            if (sequences.output[slot] == 1) {
                users.departed(sequences, slot, at);
            } else {
                leaving.add(new Leaving(replica, sequences.arrival[slot], sequences.firstToken[slot], sequences.prompt[slot], sequences.output[slot]));
            }
        }
    }

    /** Hears of answers; users sent their requests before. */
    private final class Last implements StageListener {

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
    }
}
