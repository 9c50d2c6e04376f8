package dev.ridgepoint.trial;

import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.LanguageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The trial of a decoder: from a cache of some depth, a prompt in one pass and then a pass for each token after the first, with the reference kernel between passes.
 * Tokens are random: what is chosen next does not change what a pass costs, and choosing it is not the runtime's work.
 */
public final class Generation {

    private static final long SEED = 1;

    private final LanguageModel model;
    private final Shape shape;
    private final NoiseGate gate;
    private final LongSupplier nanoTime;

    /**
     * What is generated, for each sequence.
     *
     * @param depth        tokens in the cache before the prompt
     * @param inputLength  tokens of the prompt
     * @param outputLength tokens generated, the first by the prompt's pass
     */
    public record Shape(int depth, int inputLength, int outputLength) {

        /** @throws IllegalArgumentException unless there is a prompt and a token to generate */
        public Shape {
            if (depth < 0 || inputLength < 1 || outputLength < 1) {
                throw new IllegalArgumentException("a generation needs a prompt and a token to generate");
            }
        }

        /** Tokens of a sequence that end up in the cache: the last one generated does not. */
        public int cacheLength() {
            return Math.addExact(Math.addExact(depth, inputLength), outputLength - 1);
        }
    }

    /** A trial of a decoder, or of an encoder, whose one pass is the prompt's. */
    public Generation(LanguageModel model, Shape shape, NoiseGate gate, LongSupplier nanoTime) {
        this.model = model;
        this.shape = shape;
        this.gate = gate;
        this.nanoTime = nanoTime;
    }

    /** Runs it. */
    public TimedGeneration run(UsageMeter meter) {
        List<int[][]> passes = passes();
        if (model instanceof Decoder decoder) {
            decoder.setCached(shape.depth());
        }
        UsageMeter.Stretch stretch = meter.start();
        List<TimedPass> timed = new ArrayList<>(passes.size());
        Probe before = gate.probe();
        for (int[][] tokens : passes) {
            long start = nanoTime.getAsLong();
            long inside = model.run(tokens);
            double seconds = (nanoTime.getAsLong() - start) * 1e-9;
            Probe after = gate.probe();
            timed.add(new TimedPass(seconds, inside * 1e-9, before, after, gate.isSlow(before) || gate.isSlow(after)));
            before = after;
        }
        return new TimedGeneration(timed.get(0), timed.subList(1, timed.size()), stretch.stop());
    }

    /** The tokens of every pass, made before any is timed. */
    private List<int[][]> passes() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<int[][]> passes = new ArrayList<>(shape.outputLength());
        passes.add(tokens(shape.inputLength(), random));
        for (int i = 1; i < shape.outputLength(); i++) {
            passes.add(tokens(1, random));
        }
        return passes;
    }

    private int[][] tokens(int length, SplittableRandom random) {
        int[][] rows = new int[model.batch()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.ints(length, 0, model.vocabulary()).toArray();
        }
        return rows;
    }
}
