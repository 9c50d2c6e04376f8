package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.LayerPattern;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.predict.LatentExecution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Models of every kind, small enough to run in milliseconds. */
final class SmallModels {

    static final int HIDDEN = 128;
    static final int VOCABULARY = 512;
    static final int ROOM = 64;

    static final DenseFeedForward GATED = new DenseFeedForward(256, true, "silu", false, false);
    static final DenseFeedForward PLAIN = new DenseFeedForward(256, false, "gelu-tanh", true, false);
    static final MixtureOfExperts EXPERTS = new MixtureOfExperts(8, 2, 96, true, "silu", false, false, 0, 64, false);
    static final LatentAttention LATENT = new LatentAttention(4, 0, 32, 24, 16, 32, Optional.empty());

    private SmallModels() { }

    static GroupedQueryAttention attention(int heads, int kvHeads) {
        return new GroupedQueryAttention(heads, kvHeads, 32, AttentionSpan.FULL, false, false, QkNorm.NONE, false, false, false, 32, false);
    }

    static GroupedQueryAttention window(int tokens) {
        return new GroupedQueryAttention(
                4, 2, 32, new AttentionSpan(AttentionSpan.Kind.SLIDING, tokens), false, false, QkNorm.NONE, false, false, false, 32, false);
    }

    /** Every model whose parts differ, by name. */
    static Map<String, Architecture> all() {
        GroupedQueryAttention fused = new GroupedQueryAttention(
                4, 4, 32, AttentionSpan.FULL, true, true, QkNorm.NONE, true, false, false, 0, false);
        GroupedQueryAttention partialRotary = new GroupedQueryAttention(
                4, 4, 32, AttentionSpan.FULL, true, true, QkNorm.NONE, true, false, false, 16, false);
        GroupedQueryAttention headNorm = new GroupedQueryAttention(
                4, 2, 32, AttentionSpan.FULL, true, false, QkNorm.PER_HEAD, false, false, false, 32, false);
        GroupedQueryAttention fullNorm = new GroupedQueryAttention(
                4, 4, 32, AttentionSpan.FULL, false, false, QkNorm.FULL_WIDTH, false, false, false, 32, false);
        GroupedQueryAttention outputGate = new GroupedQueryAttention(
                4, 2, 32, AttentionSpan.FULL, false, false, QkNorm.PER_HEAD, false, true, false, 32, false);
        GroupedQueryAttention sinks = new GroupedQueryAttention(
                4, 2, 32, AttentionSpan.FULL, true, true, QkNorm.NONE, false, false, true, 32, false);
        GroupedQueryAttention keyIsValue = new GroupedQueryAttention(
                4, 2, 32, AttentionSpan.FULL, false, false, QkNorm.PER_HEAD, false, false, false, 32, true);
        Map<String, Architecture> models = new TreeMap<>();
        models.put("mha", model(attention(4, 4), GATED));
        models.put("gqa", model(attention(4, 2), GATED));
        models.put("mqa", model(attention(4, 1), GATED));
        models.put("window", model(window(6), GATED));
        models.put("gpt2", model(fused, PLAIN, LayerGroup.Norms.PRE, Architecture.Norm.LAYERNORM, ROOM));
        models.put("phi2", model(partialRotary, PLAIN, LayerGroup.Norms.PARALLEL, Architecture.Norm.LAYERNORM, 0));
        models.put("neox", model(partialRotary, PLAIN, LayerGroup.Norms.PARALLEL_TWO_NORMS, Architecture.Norm.LAYERNORM, 0));
        models.put("head-norm", model(headNorm, new DenseFeedForward(256, true, "gelu", true, true)));
        models.put("olmo2", model(fullNorm, GATED, LayerGroup.Norms.POST, Architecture.Norm.RMSNORM, 0));
        models.put("gemma", model(window(6), GATED, LayerGroup.Norms.PRE_AND_POST, Architecture.Norm.RMSNORM, 0));
        models.put("output-gate", model(outputGate, new DenseFeedForward(256, false, "relu2", false, false)));
        models.put("sinks", model(sinks, GATED));
        models.put("key-is-value", model(keyIsValue, new DenseFeedForward(256, false, "relu", false, false)));
        models.put("mla", model(LATENT, GATED));
        models.put("mla-q-rank", model(new LatentAttention(4, 48, 32, 24, 16, 32, Optional.empty()), GATED));
        models.put("moe", model(attention(4, 2), EXPERTS));
        models.put("moe-latent", model(attention(4, 2), new MixtureOfExperts(8, 3, 96, false, "relu2", true, true, 64, 0, false)));
        models.put("deepseek", deepseek());
        return models;
    }

    /** A dense layer, then experts, under latent attention. */
    static Architecture deepseek() {
        Architecture plain = model(LATENT, GATED);
        LayerPattern pattern = new LayerPattern(3, List.of("dense", "moe", "moe"));
        MixtureOfExperts gatedShare = new MixtureOfExperts(8, 2, 96, true, "silu", false, false, 0, 64, true);
        List<LayerGroup> groups = List.of(
                new LayerGroup("dense", pattern.layersOf("dense"), List.of(LATENT), List.of(GATED), LayerGroup.Norms.PRE),
                new LayerGroup("moe", pattern.layersOf("moe"), List.of(LATENT), List.of(gatedShare), LayerGroup.Norms.PRE));
        return new Architecture(
                "small-deepseek", "Small", "test", plain.kind(), plain.provenance(), plain.nativeWeights(), plain.hidden(), plain.vocabulary(),
                plain.embeddings(), plain.norm(), plain.maxContext(), pattern, groups);
    }

    static Architecture model(Mixer mixer, FeedForward feedForward) {
        return model(mixer, feedForward, LayerGroup.Norms.PRE, Architecture.Norm.RMSNORM, 0);
    }

    static Architecture model(Mixer mixer, FeedForward feedForward, LayerGroup.Norms norms, Architecture.Norm norm, int positions) {
        LayerPattern pattern = new LayerPattern(3, List.of("block"));
        LayerGroup group = new LayerGroup("block", pattern.layersOf("block"), List.of(mixer), List.of(feedForward), norms);
        return new Architecture(
                "small", "Small", "test", Architecture.Kind.DECODER, new Architecture.Provenance("test", "exact", ""), "f32", HIDDEN, VOCABULARY,
                new Architecture.Embeddings(true, positions, 0, false, true, false, false), norm, ROOM, pattern, List.of(group));
    }

    static DecoderSpec spec(Architecture architecture, StoredWeights weights, LatentExecution execution, int batch) {
        return new DecoderSpec(architecture, weights, execution, ROOM, batch, 1, 7);
    }

    static DecoderSpec spec(Architecture architecture) {
        return spec(architecture, StoredWeights.FP32, LatentExecution.CHEAPER, 1);
    }

    /** Rows of token ids that look random and are not. */
    static int[][] prompt(int batch, int tokens) {
        int[][] ids = new int[batch][tokens];
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < tokens; i++) {
                ids[b][i] = Math.floorMod((i + 1) * 7919 + b * 104729, VOCABULARY);
            }
        }
        return ids;
    }

    /** Tokens {@code from} to {@code to} of every row. */
    static int[][] part(int[][] rows, int from, int to) {
        int[][] part = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            part[i] = java.util.Arrays.copyOfRange(rows[i], from, to);
        }
        return part;
    }
}
