package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;

/** BERT. How an embedding model pools stands in another file, so its pooler is taken to be run. */
final class BertConfig {

    private BertConfig() { }

    static Outline bert(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int heads = c.positive("num_attention_heads");
        int positions = c.positive("max_position_embeddings");
        DenseFeedForward block = new DenseFeedForward(c.positive("intermediate_size"), false, Transformer.activation(c, "hidden_act", "gelu"), true, false);
        Layer layer = Layer.of("block", Heads.of(heads, heads, hidden / heads).rotary(0).biases(true, true).mixer(), block).with(Norms.POST);
        Architecture.Embeddings embeddings = new Architecture.Embeddings(true, positions, c.positive("type_vocab_size", 2), true, false, false, true);
        c.remarks().note("How an embedding model pools is not in its config.json; the pooler is taken to be run.");
        c.ignore("pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers", "pooler_size_per_head", "pooler_type", "directionality",
                "tie_word_embeddings");
        return new Outline("bert", Architecture.Kind.ENCODER, hidden, c.positive("vocab_size"), embeddings, Architecture.Norm.LAYERNORM, positions,
                Transformer.same(Transformer.layers(c), layer));
    }
}
