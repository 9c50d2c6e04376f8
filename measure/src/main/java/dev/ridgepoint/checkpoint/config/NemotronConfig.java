package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nemotron-H: a layer is one block, a letter of {@code hybrid_override_pattern} each: M for Mamba-2, * for attention, - for feed-forward, E for experts. */
final class NemotronConfig {

    private NemotronConfig() { }

    static Outline nemotronH(ConfigFields c) {
        int count = Transformer.layers(c);
        String pattern = c.text("hybrid_override_pattern").orElseThrow(() -> c.mistake("hybrid_override_pattern", "is missing"));
        if (pattern.length() != count) {
            throw c.mistake("hybrid_override_pattern", "has " + pattern.length() + " letters, and the model " + count + " layers");
        }
        Map<Character, Layer> kinds = new HashMap<>();
        List<Layer> layers = new ArrayList<>();
        for (char letter : pattern.toCharArray()) {
            layers.add(kinds.computeIfAbsent(letter, l -> layer(c, l)));
        }
        c.ignore("intermediate_size", "expand", "mamba_expand", "use_conv_bias", "use_bias", "conv_bias", "sliding_window", "layers_block_type",
                "mlp_hidden_act", "moe_shared_expert_overlap", "num_nextn_predict_layers", "mtp_hybrid_override_pattern", "mtp_layers_block_type");
        if (c.findPositive("num_nextn_predict_layers").isPresent()) {
            c.remarks().note("The multi-token-prediction layers are left out, a plain decode step does not run them.");
        }
        c.remarks().note("A layer is one block: Mamba 2, feed-forward, experts or attention. No rotary embedding.");
        return Transformer.decoder("nemotron_h", c, false, layers);
    }

    private static Layer layer(ConfigFields c, char letter) {
        return switch (letter) {
            case 'M' -> Layer.of("mamba2", new Mamba2(c.positive("mamba_num_heads", 128), c.positive("mamba_head_dim", 64), c.positive("ssm_state_size", 128),
                    c.positive("n_groups", 8), c.positive("conv_kernel", 4), true));
            case '*' -> {
                int heads = c.positive("num_attention_heads");
                int size = c.findPositive("head_dim").or(() -> c.findPositive("attention_head_dim")).orElseGet(() -> c.positive("head_dim", 128));
                boolean bias = c.flag("attention_bias", false);
                yield Layer.of("attention", Heads.of(heads, c.positive("num_key_value_heads", 8), size).rotary(0).biases(bias, bias).mixer());
            }
            case '-' -> Layer.of("feed-forward", new DenseFeedForward(c.positive("intermediate_size"), false, activation(c), c.flag("mlp_bias", false), false));
            case 'E' -> {
                int shared = c.natural("n_shared_experts", 1);
                int sharedWidth = shared == 0 ? 0 : Math.multiplyExact(shared, c.positive("moe_shared_expert_intermediate_size"));
                yield Layer.of("moe", new MixtureOfExperts(c.positive("n_routed_experts"), c.positive("num_experts_per_tok"),
                        c.positive("moe_intermediate_size"), false, activation(c), c.flag("mlp_bias", false), false,
                        c.findPositive("moe_latent_size").orElse(0), sharedWidth, false));
            }
            default -> throw c.mistake("hybrid_override_pattern", "'" + letter + "' is none of M, *, - and E");
        };
    }

    private static String activation(ConfigFields c) {
        return Transformer.activation(c, "mlp_hidden_act", "relu2");
    }
}
