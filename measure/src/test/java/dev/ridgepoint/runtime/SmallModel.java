package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.architecture.Architecture.Norm;
import dev.ridgepoint.architecture.Architecture.Provenance;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.LayerPattern;
import java.util.List;
import java.util.stream.IntStream;

/** Models of a few thousand weights. */
record SmallModel(GroupedQueryAttention attention, FeedForward feedForward, Norms norms, Norm norm, Embeddings embeddings, int layers) {

    static final int HIDDEN = 48;
    static final int VOCABULARY = 97;

    /** Two layers of grouped-query attention and a gated feed-forward block, with a tied output projection. */
    static SmallModel gqa() {
        return new SmallModel(
                attention(6, 2, AttentionSpan.FULL, false, QkNorm.NONE, false, 8), new DenseFeedForward(80, true, "silu", false, false),
                Norms.PRE, Norm.RMSNORM, new Embeddings(true, 0, 0, false, true, false, false), 2);
    }

    static GroupedQueryAttention attention(int heads, int kvHeads, AttentionSpan span, boolean bias, QkNorm norm, boolean fused, int rotary) {
        return new GroupedQueryAttention(heads, kvHeads, 8, span, bias, bias, norm, fused, false, false, rotary, false);
    }

    SmallModel with(GroupedQueryAttention other) {
        return new SmallModel(other, feedForward, norms, norm, embeddings, layers);
    }

    SmallModel with(FeedForward other) {
        return new SmallModel(attention, other, norms, norm, embeddings, layers);
    }

    SmallModel with(Norms other, Norm kind) {
        return new SmallModel(attention, feedForward, other, kind, embeddings, layers);
    }

    SmallModel with(Embeddings other) {
        return new SmallModel(attention, feedForward, norms, norm, other, layers);
    }

    SmallModel withLayers(int count) {
        return new SmallModel(attention, feedForward, norms, norm, embeddings, count);
    }

    Architecture architecture() {
        LayerGroup group = new LayerGroup(
                "block", IntStream.range(0, layers).boxed().toList(), List.of(attention), List.of(feedForward), norms);
        return new Architecture(
                "small", "Small", "none", Architecture.Kind.DECODER, new Provenance("made up", "exact", ""), "fp32", HIDDEN, VOCABULARY, embeddings, norm, 0,
                new LayerPattern(layers, List.of("block")), List.of(group));
    }

    DecoderSpec spec(int batch, int maxTokens, long seed) {
        return new DecoderSpec(architecture(), StoredWeights.FP32, dev.ridgepoint.predict.LatentExecution.CHEAPER, maxTokens, batch, 1, seed);
    }
}
