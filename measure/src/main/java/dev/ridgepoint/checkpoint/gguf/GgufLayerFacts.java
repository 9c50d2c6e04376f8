package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.checkpoint.tensor.LayerFacts;
import java.util.Optional;

/** What a GGUF header says of one layer beside the shapes of its tensors. */
final class GgufLayerFacts implements LayerFacts {

    private final String prefix;
    private final Metadata metadata;
    private final Optional<GgufFamily> family;
    private final Architecture.Kind kind;
    private final Remarks remarks;
    private final int layer;

    GgufLayerFacts(String prefix, Metadata metadata, Architecture.Kind kind, Remarks remarks, int layer) {
        this.prefix = prefix;
        this.metadata = metadata;
        this.family = GgufFamily.named(prefix);
        this.kind = kind;
        this.remarks = remarks;
        this.layer = layer;
    }

    private String key(String name) {
        return prefix + "." + name;
    }

    /** The width over the number of heads; the file may say the size of a head as well, and then they must agree. */
    @Override
    public int headSize(long width) {
        String key = key("attention.head_count");
        int heads = metadata.ofLayer(key, layer).orElseGet(() -> metadata.required(key));
        if (heads == 0 || width % heads != 0) {
            throw metadata.mistake(key, heads + " heads do not divide the " + width + " columns of blk." + layer + ".attn_output.weight");
        }
        return (int) (width / heads);
    }

    /** A window or chunk, and which layers have it: by the file's own pattern, or as the family has it. */
    @Override
    public AttentionSpan span() {
        Optional<Integer> window = metadata.number(key("attention.sliding_window")).filter(tokens -> tokens > 0);
        Optional<Integer> chunk = metadata.number(key("attention.chunk_size")).filter(tokens -> tokens > 0);
        Optional<Integer> tokens = window.or(() -> chunk);
        if (kind == Architecture.Kind.ENCODER || tokens.isEmpty()) {
            return AttentionSpan.FULL;
        }
        AttentionSpan.Kind span = window.isPresent() ? AttentionSpan.Kind.SLIDING : AttentionSpan.Kind.CHUNKED;
        return full(tokens.get()) ? AttentionSpan.FULL : new AttentionSpan(span, tokens.get());
    }

    private boolean full(int tokens) {
        if (tokens >= metadata.number(key("context_length")).orElse(Integer.MAX_VALUE)) {
            return true;
        }
        String key = key("attention.sliding_window_pattern");
        if (metadata.has(key)) {
            int pattern = metadata.ofLayer(key, layer).orElseThrow();
            return metadata.isList(key) ? pattern == 0 : pattern > 0 && (layer + 1) % pattern == 0;
        }
        if (family.isEmpty()) {
            remarks.assume("layers with the window of " + tokens + " tokens", "none");
            return true;
        }
        return family.get().full().test(layer);
    }

    /** All of a head where the family turns it and the file does not say how much. */
    @Override
    public int rotary(int headSize) {
        boolean turned = family.map(known -> known.turned().test(layer)).orElse(true);
        boolean granite = prefix.equals("granitehybrid") && !metadata.flag(key("rope.scaling.finetuned"));
        Optional<Integer> all = metadata.number(key("rope.dimension_count"));
        Optional<Integer> windowed = metadata.number(key("rope.dimension_count_swa"));
        Optional<Integer> stated = span().equals(AttentionSpan.FULL) ? all : windowed.or(() -> all);
        return turned && !granite ? stated.orElse(headSize) : 0;
    }

    @Override
    public int expertsUsed() {
        return metadata.required(key("expert_used_count"));
    }

    @Override
    public int stateSize() {
        return metadata.required(key("ssm.state_size"));
    }

    @Override
    public int indexerTop() {
        return metadata.required(key("attention.indexer.top_k"));
    }

    @Override
    public int indexerHeads() {
        return metadata.required(key("attention.indexer.head_count"));
    }

    @Override
    public String activation() {
        return family.map(GgufFamily::activation).orElseGet(() -> {
            remarks.assume("activation", "silu");
            return "silu";
        });
    }

    @Override
    public boolean parallel() {
        return metadata.flag(key("use_parallel_residual"));
    }
}
