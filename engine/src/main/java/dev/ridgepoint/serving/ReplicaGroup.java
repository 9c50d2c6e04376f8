package dev.ridgepoint.serving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Replicas that do the same, each with requests, passes and a clock of its own. A pass is run when everything is known that could be in it: what is sent
 * later must be ready later.
 */
final class ReplicaGroup {

    /** Makes one replica. */
    @FunctionalInterface
    interface Maker {

        /**
         * @param source   of its requests
         * @param listener that hears of them
         * @param replica  its number, from 0
         */
        Simulator simulator(RequestSource source, StageListener listener, int replica);
    }

    private final List<Simulator> simulators = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    /** Requests of each that were sent and have not left by its clock. */
    private final int[] there;
    private final long[] sent;
    /** When those left that have not left yet at the last time that was asked for. */
    private final List<Deque<Double>> leaving = new ArrayList<>();

    /**
     * @param replicas  how many
     * @param maker     of one
     * @param listeners that hear of the requests of each
     */
    ReplicaGroup(int replicas, Maker maker, IntFunction<StageListener> listeners) {
        there = new int[replicas];
        sent = new long[replicas];
        for (int i = 0; i < replicas; i++) {
            inboxes.add(new Inbox());
            leaving.add(new ArrayDeque<>());
            simulators.add(maker.simulator(inboxes.get(i), counting(i, listeners.apply(i)), i));
        }
    }

    private StageListener counting(int replica, StageListener listener) {
        return new StageListener() {
            @Override
            public void arrived(double at) {
                listener.arrived(at);
            }

            @Override
            public void refused() {
                leaving.get(replica).addLast(simulators.get(replica).now());
                listener.refused();
            }

            @Override
            public void departed(Sequences sequences, int slot, double at) {
                leaving.get(replica).addLast(at);
                listener.departed(sequences, slot, at);
            }
        };
    }

    /** When the next pass of any replica begins, of the requests that were sent; infinite where there is none. */
    double nextStart() {
        return earliest().nextStart();
    }

    private Simulator earliest() {
        Simulator earliest = simulators.get(0);
        for (Simulator simulator : simulators) {
            earliest = simulator.nextStart() < earliest.nextStart() ? simulator : earliest;
        }
        return earliest;
    }

    /** That pass. */
    void pass() {
        earliest().pass();
    }

    /** All passes that begin before a time. */
    void runUntil(double time) {
        for (Simulator simulator : simulators) {
            while (simulator.nextStart() < time) {
                simulator.pass();
            }
        }
    }

    /** The replica with the fewest requests, waiting and running, at a time until which all have run; of several, the one that has had the fewest. */
    int leastLoaded(double time) {
        int least = 0;
        for (int i = 0; i < there.length; i++) {
            while (!leaving.get(i).isEmpty() && leaving.get(i).peekFirst() <= time) {
                leaving.get(i).removeFirst();
                there[i]--;
            }
            boolean fewer = there[i] < there[least] || there[i] == there[least] && sent[i] < sent[least];
            least = fewer ? i : least;
        }
        return least;
    }

    /** Sends a request to a replica; it must not be ready before one that was sent there earlier. */
    void send(int replica, IncomingRequest request) {
        there[replica]++;
        sent[replica]++;
        inboxes.get(replica).add(request);
        simulators.get(replica).resume();
    }

    /** All requests were sent: serves what is left. */
    void finish() {
        inboxes.forEach(Inbox::close);
        simulators.forEach(Simulator::resume);
        runUntil(Double.POSITIVE_INFINITY);
    }

    /** Seconds at which the last pass of any replica ended. */
    double now() {
        return simulators.stream().mapToDouble(Simulator::now).max().orElse(0);
    }

    List<StageResult> results() {
        return simulators.stream().map(Simulator::result).toList();
    }
}
