package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.AttentionSpan;
import java.util.Map;

/**
 * A pass of {@code tokens} tokens of each of {@code batch} sequences after {@code cached} ones.
 *
 * @param room   activations of {@code batch x tokens} tokens
 * @param blocks the queries by the span of the layers that they run in
 * @param clock  listens to each operator; null when nobody does
 */
record Pass(int batch, int tokens, int cached, Activations room, Map<AttentionSpan, QueryBlocks> blocks, OperatorClock clock) {

    /** Runs an operator of the layer {@code where}, and times it if somebody listens. */
    void operator(String where, String name, Runnable work) {
        if (clock == null) {
            work.run();
            return;
        }
        long start = System.nanoTime();
        work.run();
        clock.ran(where + "/" + name, System.nanoTime() - start);
    }
}
