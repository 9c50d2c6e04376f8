package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.ShortConvolution;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** LFM2: short convolutions, with attention at the layers that the configuration names. */
final class ConvolutionConfig {

    private ConvolutionConfig() { }

    static Outline lfm2(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int count = Transformer.layers(c);
        FeedForward block = new DenseFeedForward(width(c), true, "silu", false, false);
        Layer convolution = Layer.of("short-conv", new ShortConvolution(c.positive("conv_L_cache", 3), hidden), block);
        Layer full = Layer.of("full", Transformer.heads(c).qkNorm(QkNorm.PER_HEAD).mixer(), block);
        Optional<List<String>> types = c.perLayer("layer_types", count);
        List<Integer> attending = c.numbers("full_attn_idxs").orElse(List.of());
        if (types.isEmpty() && attending.isEmpty()) {
            throw c.mistake("layer_types", "is missing, and so is full_attn_idxs");
        }
        List<Layer> layers = IntStream.range(0, count)
                .mapToObj(i -> types.map(list -> list.get(i).equals("full_attention")).orElse(attending.contains(i)) ? full : convolution).toList();
        if (c.flag("conv_bias", false)) {
            c.remarks().unknown("conv_bias = true");
        }
        c.ignore("block_dim", "block_use_swiglu", "block_use_xavier_init", "conv_dim", "conv_dim_out", "conv_use_xavier_init", "num_heads", "use_pos_enc",
                "theta", "tie_embedding", "tie_word_embeddings");
        boolean tied = c.has("tie_word_embeddings") ? c.flag("tie_word_embeddings", true) : c.flag("tie_embedding", true);
        return Outline.decoder("lfm2", hidden, c.positive("vocab_size"), Outline.plainEmbeddings(tied), c.context("max_position_embeddings"), layers);
    }

    /** Two thirds of the stated width, rounded up to a multiple, where the configuration asks for it. */
    private static int width(ConfigFields c) {
        int stated = c.findPositive("block_ff_dim").orElseGet(() -> c.positive("intermediate_size"));
        c.ignore("intermediate_size");
        int multiple = c.findPositive("block_multiple_of").orElse(256);
        double factor = c.has("block_ffn_dim_multiplier") ? c.factor("block_ffn_dim_multiplier", 1) : 1;
        if (!c.flag("block_auto_adjust_ff_dim", true)) {
            return stated;
        }
        long adjusted = (long) (factor * (2L * stated / 3));
        return Math.toIntExact((adjusted + multiple - 1) / multiple * multiple);
    }
}
