package dev.ridgepoint.trial;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.StoredWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;

/** A decoder whose passes take what they are told on a clock of its own, of which 90 % are inside the runtime. */
public final class FakeDecoder implements Decoder {

    private final AtomicLong now;
    private final DecoderSpec spec;
    private final long nanosOfPrompt;
    private final IntToDoubleFunction secondsOfStep;
    /** Tokens of each row of every pass there was. */
    public final List<Integer> passes = new ArrayList<>();
    private int cached;
    private int steps;

    /** A decoder on that clock; its steps are counted from 0 over all its life. */
    public FakeDecoder(AtomicLong now, Architecture architecture, int batch, double secondsOfPrompt, IntToDoubleFunction secondsOfStep) {
        this.now = now;
        this.spec = new DecoderSpec(architecture, StoredWeights.FP32, LatentExecution.CHEAPER, 1024, batch, 1, 1);
        this.nanosOfPrompt = Math.round(secondsOfPrompt * 1e9);
        this.secondsOfStep = secondsOfStep;
    }

    @Override
    public String runtime() {
        return "fake 1.0 cpu";
    }

    @Override
    public int batch() {
        return spec.batch();
    }

    @Override
    public int vocabulary() {
        return spec.architecture().vocabulary();
    }

    @Override
    public int cached() {
        return cached;
    }

    @Override
    public void setCached(int tokens) {
        cached = tokens;
    }

    @Override
    public long run(int[][] tokens) {
        if (tokens.length != spec.batch()) {
            throw new IllegalArgumentException(tokens.length + " rows");
        }
        for (int[] row : tokens) {
            for (int token : row) {
                if (token < 0 || token >= spec.architecture().vocabulary()) {
                    throw new IllegalArgumentException("no token " + token);
                }
            }
        }
        long nanos = tokens[0].length > 1 ? nanosOfPrompt : Math.round(secondsOfStep.applyAsDouble(steps++) * 1e9);
        passes.add(tokens[0].length);
        cached += tokens[0].length;
        now.addAndGet(nanos);
        return nanos * 9 / 10;
    }

    @Override
    public float[][] logits() {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void close() {
        cached = -1;
    }
}
