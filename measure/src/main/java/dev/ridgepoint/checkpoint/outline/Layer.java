package dev.ridgepoint.checkpoint.outline;

import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import java.util.List;

/**
 * One kind of layer.
 *
 * @param name         what its group is to be called
 * @param mixers       token mixers, side by side
 * @param feedForwards per-token blocks, side by side
 * @param norms        where normalisation stands
 */
public record Layer(String name, List<Mixer> mixers, List<FeedForward> feedForwards, LayerGroup.Norms norms) {

    /** Copies its lists. */
    public Layer {
        mixers = List.copyOf(mixers);
        feedForwards = List.copyOf(feedForwards);
    }

    /** A mixer and a feed-forward block, each after its norm. */
    public static Layer of(String name, Mixer mixer, FeedForward feedForward) {
        return new Layer(name, List.of(mixer), List.of(feedForward), LayerGroup.Norms.PRE);
    }

    /** A mixer alone. */
    public static Layer of(String name, Mixer mixer) {
        return new Layer(name, List.of(mixer), List.of(), LayerGroup.Norms.PRE);
    }

    /** A feed-forward block alone. */
    public static Layer of(String name, FeedForward feedForward) {
        return new Layer(name, List.of(), List.of(feedForward), LayerGroup.Norms.PRE);
    }

    /** The same with its norms elsewhere. */
    public Layer with(LayerGroup.Norms elsewhere) {
        return new Layer(name, mixers, feedForwards, elsewhere);
    }

    /** The same under another name. */
    public Layer named(String other) {
        return new Layer(other, mixers, feedForwards, norms);
    }
}
