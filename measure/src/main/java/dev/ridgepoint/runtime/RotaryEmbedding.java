package dev.ridgepoint.runtime;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rotary embedding of base 10000 (Su et al. 2021, arXiv 2104.09864) that pairs an element of the first half with the one half a rotation later, as the
 * checkpoints of the Llama family do.
 */
final class RotaryEmbedding {

    private static final double BASE = 10000;

    private final int size;
    private final INDArray cosines;
    private final INDArray sines;
    private INDArray cosine;
    private INDArray minusSine;
    private INDArray sine;
    private int position = -1;
    private int positions;

    /** Tables for rotations of {@code size} elements at the first {@code tokens} positions. */
    RotaryEmbedding(int size, int tokens, OffHeap memory) {
        this.size = size;
        this.cosines = memory.room((long) tokens * size);
        this.sines = memory.room((long) tokens * size);
        FloatBuffer cosineOut = cosines.data().asNioFloat();
        FloatBuffer sineOut = sines.data().asNioFloat();
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < size; i++) {
                double angle = token * Math.pow(BASE, -2.0 * (i % (size / 2)) / size);
                cosineOut.put((float) Math.cos(angle));
                // The first half takes the second with a minus: (a, b) becomes (a cos - b sin, b cos + a sin).
                sineOut.put((float) (i < size / 2 ? -Math.sin(angle) : Math.sin(angle)));
            }
        }
    }

    /** The heads of an activation in the pieces that a rotation works on, views all; {@code spare} is as large as {@code whole}. */
    record Heads(INDArray whole, INDArray first, INDArray second, INDArray spare, INDArray spareFirst, INDArray spareSecond) { }

    /**
     * Cuts {@code (batch tokens) x (heads headSize)} into the pieces of a rotation.
     *
     * @param spare room for as many rotated elements
     */
    Heads heads(INDArray x, INDArray spare, int batch, int headSize) {
        long tokens = x.size(0) / batch;
        long heads = x.size(1) / headSize;
        return new Heads(
                cut(x, batch, tokens, heads, headSize, 0, size), cut(x, batch, tokens, heads, headSize, 0, size / 2),
                cut(x, batch, tokens, heads, headSize, size / 2, size / 2),
                cut(spare, batch, tokens, heads, size, 0, size), cut(spare, batch, tokens, heads, size, 0, size / 2),
                cut(spare, batch, tokens, heads, size, size / 2, size / 2));
    }

    private static INDArray cut(INDArray x, long batch, long tokens, long heads, long headSize, long from, long count) {
        long token = heads * headSize;
        return Nd4j.create(x.data(), new long[] {batch, tokens, heads, count}, new long[] {tokens * token, token, headSize, 1}, from, 'c');
    }

    /** Turns heads in place, the first token standing at {@code from}. */
    void turn(Heads x, int from) {
        standAt(from, (int) x.whole().size(1));
        Elementwise.multiply(x.second(), minusSine, x.spareFirst());
        Elementwise.multiply(x.first(), sine, x.spareSecond());
        Elementwise.multiply(x.whole(), cosine, x.whole());
        x.whole().addi(x.spare());
    }

    /** Views of the tables, which all layers of a pass share. */
    private void standAt(int from, int tokens) {
        if (from != position || tokens != positions) {
            position = from;
            positions = tokens;
            cosine = cut(cosines, from, tokens, 0, size);
            minusSine = cut(sines, from, tokens, 0, size / 2);
            sine = cut(sines, from, tokens, size / 2, size / 2);
        }
    }

    private INDArray cut(INDArray table, long position, long tokens, long from, long count) {
        return Nd4j.create(table.data(), new long[] {tokens, 1, count}, new long[] {size, size, 1}, position * size + from, 'c');
    }
}
