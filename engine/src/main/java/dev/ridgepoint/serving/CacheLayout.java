package dev.ridgepoint.serving;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * A KV cache cut into blocks of so many tokens of all layers. Layers that keep a window stop taking blocks when it is full, as in a runtime that frees what
 * slid out; a recurrent state takes its blocks whole, from the start.
 */
public final class CacheLayout {

    private final int blockTokens;
    private final double bytesPerToken;
    private final double stateBytes;
    private final int stateBlocks;
    private final int blocks;
    /** Share of a token's bytes in layers that keep everything. */
    private final double fullShare;
    private final AttentionSpan[] bounded;
    private final double[] boundedShares;

    private CacheLayout(int blockTokens, int blocks, double bytesPerToken, double stateBytes, AttentionSpan[] bounded, double[] boundedShares) {
        this.blockTokens = blockTokens;
        this.blocks = blocks;
        this.bytesPerToken = bytesPerToken;
        this.stateBytes = stateBytes;
        this.stateBlocks = bytesPerToken == 0 ? 1 : (int) Math.ceil(stateBytes / (bytesPerToken * blockTokens));
        this.bounded = bounded;
        this.boundedShares = boundedShares;
        double rest = 1;
        for (double share : boundedShares) {
            rest -= share;
        }
        // A rounding error must not pass for a layer.
        this.fullShare = rest < 1e-9 ? 0 : rest;
    }

    /**
     * The cache of a model in so much memory.
     *
     * @param workload      the model
     * @param blockTokens   tokens of a block
     * @param capacityBytes memory for it
     */
    public static CacheLayout of(Workload workload, int blockTokens, double capacityBytes) {
        double perToken = 0;
        double state = 0;
        List<AttentionSpan> spans = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (LayerGroup group : workload.architecture().groups()) {
            for (Mixer mixer : group.mixers()) {
                long elements = mixer.cacheElementsPerToken();
                double here = group.count() * (elements == 0 ? 0 : workload.numerics().cache().bytes(1, elements, 1));
                perToken += here;
                state += 4.0 * group.count() * mixer.stateElements();
                if (here > 0 && mixer instanceof GroupedQueryAttention attention && attention.span().tokensKept(Long.MAX_VALUE) < Long.MAX_VALUE) {
                    spans.add(attention.span());
                    bytes.add(here);
                }
            }
        }
        double all = perToken;
        // A model that only keeps states has one block for each sequence.
        double blockBytes = all == 0 ? state : all * blockTokens;
        int blocks = (int) Math.min(Integer.MAX_VALUE, Math.max(0, Math.floor(capacityBytes / blockBytes)));
        return new CacheLayout(blockTokens, blocks, all, state, spans.toArray(AttentionSpan[]::new), bytes.stream().mapToDouble(b -> b / all).toArray());
    }

    /** A cache of so many blocks in which every token takes the same room. */
    public static CacheLayout ofBlocks(int blockTokens, int blocks, double bytesPerToken) {
        return new CacheLayout(blockTokens, blocks, bytesPerToken, 0, new AttentionSpan[0], new double[0]);
    }

    /** Tokens of a block. */
    public int blockTokens() {
        return blockTokens;
    }

    /** Blocks of the whole cache. */
    public int blocks() {
        return blocks;
    }

    /** Bytes of a token while every layer keeps it. */
    public double bytesPerToken() {
        return bytesPerToken;
    }

    /** Bytes of a block. */
    public double blockBytes() {
        return bytesPerToken == 0 ? stateBytes : bytesPerToken * blockTokens;
    }

    /** Whether every layer keeps every token, so that blocks can be shared: of a window, the part that others go on from may have slid out. */
    boolean keepsEverything() {
        return bounded.length == 0 && stateBlocks == 0;
    }

    /** Blocks that a sequence of {@code tokens} tokens takes. */
    public int blocksFor(long tokens) {
        if (bytesPerToken == 0) {
            return stateBlocks;
        }
        double kept = fullShare * tokens;
        for (int i = 0; i < bounded.length; i++) {
            kept += boundedShares[i] * bounded[i].tokensKept(tokens);
        }
        return stateBlocks + (int) Math.ceil(kept / blockTokens - 1e-9);
    }

    /** Bytes of a sequence of {@code tokens} tokens, as they are copied. */
    public double bytesFor(long tokens) {
        return blocksFor(tokens) * blockBytes();
    }
}
