package dev.ridgepoint.runtime;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations of passes of one number of tokens, made when first asked for and used again by every layer and every later pass. */
final class Activations implements AutoCloseable {

    private record Key(String name, long width) { }

    private record HeadsKey(String name, long width, RotaryEmbedding rotary, int headSize) { }

    private final long tokens;
    private final OffHeap memory = new OffHeap();
    private final Map<Key, Activation> activations = new HashMap<>();
    private final Map<HeadsKey, RotaryEmbedding.Heads> heads = new HashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();

    Activations(long tokens) {
        this.tokens = tokens;
    }

    long tokens() {
        return tokens;
    }

    /** The activation of that name, {@code tokens x width}. */
    Activation get(String name, long width) {
        return activations.computeIfAbsent(new Key(name, width), key -> Activation.of(memory, tokens, width));
    }

    /** Room for at least that many floats, to be viewed in whatever shape; it grows and never shrinks. */
    INDArray scratch(String name, long floats) {
        INDArray room = scratch.get(name);
        if (room == null || room.length() < floats) {
            // Twice what is asked, as scores grow with every token.
            room = memory.room(2 * floats);
            scratch.put(name, room);
        }
        return room;
    }

    /** The heads of the activation of that name in the pieces that a rotation works on, cut once. */
    RotaryEmbedding.Heads heads(String name, long width, RotaryEmbedding rotary, int batch, int headSize) {
        return heads.computeIfAbsent(new HeadsKey(name, width, rotary, headSize),
                key -> rotary.heads(get(name, width).rows(), memory.room(tokens * width), batch, headSize));
    }

    @Override
    public void close() {
        memory.close();
        heads.clear();
        activations.clear();
        scratch.clear();
    }
}
