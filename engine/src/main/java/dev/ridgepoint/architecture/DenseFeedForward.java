package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * A feed-forward block that every token runs through: up and down, or gate, up and down (SwiGLU and its kin, Shazeer 2020, arXiv 2002.05202).
 *
 * @param width       size between the matrices
 * @param gated       whether there is a gate: three matrices instead of two
 * @param activation  name of the non-linearity, for the reader
 * @param bias        whether the matrices have biases
 * @param fusedGateUp whether the checkpoint stores gate and up as one
 */
public record DenseFeedForward(int width, boolean gated, String activation, boolean bias, boolean fusedGateUp) implements FeedForward {

    @Override
    public String kindName() {
        return gated ? "gated" : "plain";
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        List<TensorShape> tensors = new ArrayList<>();
        if (gated && fusedGateUp) {
            tensors.add(matrix(TensorRole.FFN_GATE_UP, 2L * width, hidden));
        } else {
            if (gated) {
                tensors.add(matrix(TensorRole.FFN_GATE, width, hidden));
            }
            tensors.add(matrix(TensorRole.FFN_UP, width, hidden));
        }
        tensors.add(matrix(TensorRole.FFN_DOWN, hidden, width));
        if (bias) {
            tensors.add(vector(TensorRole.BIAS, (gated ? 2L : 1L) * width + hidden));
        }
        return tensors;
    }
}
