package dev.ridgepoint.trial;

import dev.ridgepoint.runtime.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;

/** An encoder whose passes, counted from 0, take what they are told on a clock of its own. */
public final class FakeEncoder implements Encoder {

    private final AtomicLong now;
    private final int batch;
    private final IntToDoubleFunction seconds;
    /** Tokens of each row of every pass there was. */
    public final List<Integer> passes = new ArrayList<>();

    /** An encoder on that clock. */
    public FakeEncoder(AtomicLong now, int batch, IntToDoubleFunction seconds) {
        this.now = now;
        this.batch = batch;
        this.seconds = seconds;
    }

    @Override
    public String runtime() {
        return "fake 1.0 cpu";
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int vocabulary() {
        return 100;
    }

    @Override
    public long run(int[][] tokens) {
        if (tokens.length != batch) {
            throw new IllegalArgumentException(tokens.length + " rows");
        }
        long nanos = Math.round(1e9 * seconds.applyAsDouble(passes.size()));
        passes.add(tokens[0].length);
        now.addAndGet(nanos);
        return nanos;
    }

    @Override
    public float[][] embeddings() {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void close() { }
}
