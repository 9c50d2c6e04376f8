package dev.ridgepoint.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * All layers of one kind. Mixers of a group read the same input and run side by side, and so do its feed-forward blocks; either list may be empty.
 *
 * @param name         what the descriptor calls the group
 * @param layers       indices of the group's layers in the model, ascending
 * @param mixers       token mixers
 * @param feedForwards per-token blocks
 * @param norms        where normalisation stands
 */
public record LayerGroup(String name, List<Integer> layers, List<Mixer> mixers, List<FeedForward> feedForwards, Norms norms) {

    /** Where a layer normalises. */
    public enum Norms {
        /** Before the mixer and before the feed-forward. */
        PRE,
        /** After each (BERT, OLMo-2). */
        POST,
        /** Before and after each (Gemma 2 and 3). */
        PRE_AND_POST,
        /** Once, before a mixer and a feed-forward that run side by side (Falcon, Phi-2). */
        PARALLEL,
        /** Before each of a mixer and a feed-forward that run side by side (GPT-NeoX). */
        PARALLEL_TWO_NORMS
    }

    /** Copies its lists. */
    public LayerGroup {
        layers = List.copyOf(layers);
        mixers = List.copyOf(mixers);
        feedForwards = List.copyOf(feedForwards);
    }

    /** How many layers the group has. */
    public int count() {
        return layers.size();
    }

    /** Vectors of the hidden size's length that the layer's own normalisations learn; a layer norm learns two for each. */
    public int normCount() {
        int blocks = (mixers.isEmpty() ? 0 : 1) + (feedForwards.isEmpty() ? 0 : 1);
        return switch (norms) {
            case PRE, POST, PARALLEL_TWO_NORMS -> blocks;
            case PRE_AND_POST -> 2 * blocks;
            case PARALLEL -> 1;
        };
    }

    /** Every weight tensor of one layer, norms included. */
    public List<TensorShape> tensors(Architecture architecture) {
        List<TensorShape> tensors = new ArrayList<>();
        mixers.forEach(mixer -> tensors.addAll(mixer.tensors(architecture.hidden())));
        feedForwards.forEach(block -> tensors.addAll(block.tensors(architecture.hidden())));
        if (normCount() > 0) {
            tensors.add(TensorShape.vector(TensorRole.NORM, (long) normCount() * architecture.norm().vectors() * architecture.hidden()));
        }
        return tensors;
    }
}
