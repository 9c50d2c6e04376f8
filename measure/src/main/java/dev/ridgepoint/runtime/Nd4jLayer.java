package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.LayerGroup.Norms;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer on the residual stream.
 *
 * @param where       {@code L3}
 * @param norms       where it normalises
 * @param attention   null if the layer has none
 * @param feedForward null if the layer has none
 * @param before      normalisations before the blocks, {@code null} where there are none
 * @param after       normalisations after them
 */
record Nd4jLayer(String where, Norms norms, Nd4jAttention attention, Nd4jFeedForward feedForward, Pair before, Pair after) {

    /** A normalisation for each block. */
    record Pair(Normalization attention, Normalization feedForward) { }

    /** A block: reads {@code x} and writes {@code y}, or adds to it. */
    private interface Block {
        void run(Pass pass, Activation x, Activation y, boolean add);
    }

    /** Runs the layer on {@code stream} in place. */
    void run(Pass pass, Activation stream) {
        if (norms == Norms.PARALLEL || norms == Norms.PARALLEL_TWO_NORMS) {
            parallel(pass, stream);
            return;
        }
        if (attention != null) {
            inTurn(pass, stream, "attn", before.attention(), attention::run, after.attention());
        }
        if (feedForward != null) {
            inTurn(pass, stream, "ffn", before.feedForward(), feedForward::run, after.feedForward());
        }
    }

    private void inTurn(Pass pass, Activation stream, String name, Normalization first, Block block, Normalization last) {
        Activation input = first == null ? stream : normalize(pass, name + "_norm", first, stream, "normalized");
        if (last == null) {
            block.run(pass, input, stream, true);
            return;
        }
        Activation output = pass.room().get("block_output", stream.width());
        block.run(pass, input, output, false);
        pass.operator(where, name + "_post_norm", () -> {
            last.apply(output.rows(), output.rows(), pass.room());
            stream.rows().addi(output.rows());
        });
    }

    private void parallel(Pass pass, Activation stream) {
        Activation forAttention = normalize(pass, "attn_norm", before.attention(), stream, "normalized");
        Activation forFeedForward = norms == Norms.PARALLEL
                ? forAttention
                : normalize(pass, "ffn_norm", before.feedForward(), stream, "normalized_too");
        if (attention != null) {
            attention.run(pass, forAttention, stream, true);
        }
        if (feedForward != null) {
            feedForward.run(pass, forFeedForward, stream, true);
        }
    }

    private Activation normalize(Pass pass, String operator, Normalization norm, Activation x, String into) {
        Activation out = pass.room().get(into, x.width());
        INDArray rows = x.rows();
        pass.operator(where, operator, () -> norm.apply(rows, out.rows(), pass.room()));
        return out;
    }
}
