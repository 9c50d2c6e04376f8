package dev.ridgepoint.scenario;

import dev.ridgepoint.runtime.Decoder;

/**
 * A decoder that several benchmarks use one after another: closing it is left to its owner.
 *
 * @param decoder the owner's
 */
record SharedDecoder(Decoder decoder) implements Decoder {

    @Override
    public String runtime() {
        return decoder.runtime();
    }

    @Override
    public int batch() {
        return decoder.batch();
    }

    @Override
    public int vocabulary() {
        return decoder.vocabulary();
    }

    @Override
    public int cached() {
        return decoder.cached();
    }

    @Override
    public void setCached(int tokens) {
        decoder.setCached(tokens);
    }

    @Override
    public long run(int[][] tokens) {
        return decoder.run(tokens);
    }

    @Override
    public float[][] logits() {
        return decoder.logits();
    }

    @Override
    public void close() { }
}
