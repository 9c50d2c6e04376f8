package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.Collections;
import java.util.List;

/** What most families' configurations have in common: the names of the widths, the heads and the feed-forward block. */
final class Transformer {

    private Transformer() { }

    static int hidden(ConfigFields c) {
        return c.positive("hidden_size");
    }

    static int layers(ConfigFields c) {
        return c.layers("num_hidden_layers");
    }

    /** Query heads over as many key-value heads unless told otherwise, each {@code hidden / heads} wide unless told otherwise. */
    static Heads heads(ConfigFields c) {
        int heads = c.positive("num_attention_heads");
        int keys = c.positive("num_key_value_heads", heads);
        return Heads.of(heads, keys, headSize(c, heads));
    }

    static int headSize(ConfigFields c, int heads) {
        return c.findPositive("head_dim").orElseGet(() -> c.positive("head_dim", Math.max(1, hidden(c) / heads)));
    }

    /** Elements of a head that are turned. */
    static int rotary(ConfigFields c, double share) {
        return (int) (headSize(c, c.positive("num_attention_heads")) * c.share("partial_rotary_factor", share));
    }

    static FeedForward gated(ConfigFields c, boolean bias) {
        return new DenseFeedForward(c.positive("intermediate_size"), true, activation(c, "hidden_act", "silu"), bias, false);
    }

    /** The name of the non-linearity as descriptors write it. */
    static String activation(ConfigFields c, String key, String otherwise) {
        String name = c.text(key).orElseGet(() -> {
            c.remarks().assume(key, otherwise);
            return otherwise;
        });
        return switch (name) {
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu-tanh" -> "gelu-tanh";
            case "swish" -> "silu";
            case "relu^2", "relu2", "squared_relu" -> "relu2";
            default -> name;
        };
    }

    static List<Layer> same(int count, Layer layer) {
        return Collections.nCopies(count, layer.named("block"));
    }

    /** A decoder with nothing unusual around its layers. */
    static Outline decoder(String family, ConfigFields c, boolean tied, List<Layer> layers) {
        return Outline.decoder(family, hidden(c), c.positive("vocab_size"), Outline.plainEmbeddings(c.flag("tie_word_embeddings", tied)),
                c.context("max_position_embeddings"), layers);
    }
}
