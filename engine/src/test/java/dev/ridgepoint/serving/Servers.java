package dev.ridgepoint.serving;

import dev.ridgepoint.predict.RaggedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Small servers with step times that are given, and requests that are written down. */
final class Servers {

    static final long SEED = 1;
    /** One sequence at a time, and more cache and budget than it ever needs. */
    static final ServingPolicy ONE_AT_A_TIME = policy(1, 1024, new Preemption.Recompute());
    static final CacheLayout ROOMY = CacheLayout.ofBlocks(16, 1 << 20, 1);

    private Servers() { }

    static ServingPolicy policy(int sequences, int budget, Preemption preemption) {
        return new ServingPolicy(sequences, budget, preemption, Speculation.NONE, true);
    }

    static Slo ttft(double seconds) {
        return new Slo(OptionalDouble.of(seconds), OptionalDouble.empty(), OptionalDouble.empty());
    }

    static ServingResult serve(RequestSource source, ServingPolicy policy, CacheLayout layout, PassTime passTime, Slo slo) {
        return Simulator.serve(source, policy, layout, passTime, RaggedBatch.withoutContexts(), slo, SEED);
    }

    static Simulator simulator(RequestSource source, ServingPolicy policy, CacheLayout layout, PassTime passTime, StageListener listener) {
        return new Simulator(source, policy, layout, passTime, RaggedBatch.withoutContexts(), Integer.MAX_VALUE, SEED, listener);
    }

    /** Requests of {@code {arrival, prompt, output}} or {@code {arrival, prompt, output, prefix, prefixTokens}}. */
    static RequestSource requests(List<double[]> rows) {
        return new RequestSource() {
            private int next;

            @Override
            public boolean next(IncomingRequest into) {
                if (next == rows.size()) {
                    return false;
                }
                double[] row = rows.get(next++);
                into.set(row[0], (int) row[1], (int) row[2]);
                if (row.length > 3) {
                    into.share((int) row[3], (int) row[4]);
                }
                return true;
            }
        };
    }

    /** Keeps what each request saw, in the order in which they left. */
    static final class Departed implements StageListener {

        final List<double[]> times = new ArrayList<>();
        int arrived;
        int refused;

        @Override
        public void arrived(double at) {
            arrived++;
        }

        @Override
        public void refused() {
            refused++;
        }

        @Override
        public void departed(Sequences sequences, int slot, double at) {
            times.add(new double[] {sequences.arrival[slot], sequences.firstToken[slot], at});
        }
    }
}
