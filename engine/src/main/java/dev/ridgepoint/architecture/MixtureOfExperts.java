package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * A mixture of experts: a router sends each token to {@code top} of {@code experts} feed-forward blocks, and shared experts run on all.
 *
 * @param experts     routed experts
 * @param top         experts a token runs through
 * @param width       inner size of one routed expert
 * @param gated       whether an expert has a gate: three matrices instead of two
 * @param activation  name of the non-linearity, for the reader
 * @param bias        whether the experts' matrices have biases
 * @param routerBias  whether the router has one
 * @param latent      size that routed experts read and write, between two projections; 0 when they work on the hidden state itself
 * @param sharedWidth inner size of all shared experts together; 0 for none
 * @param sharedGate  whether a learned scalar scales the shared experts' output
 */
public record MixtureOfExperts(
        int experts, int top, int width, boolean gated, String activation, boolean bias, boolean routerBias, int latent,
        int sharedWidth, boolean sharedGate) implements FeedForward {

    /** @throws IllegalArgumentException if a token would need more experts than there are */
    public MixtureOfExperts {
        if (top > experts) {
            throw new IllegalArgumentException("top " + top + " of " + experts + " experts");
        }
    }

    @Override
    public String kindName() {
        return "MoE " + top + " of " + experts;
    }

    /** Size of the vectors that routed experts read and write. */
    public int expertInput(int hidden) {
        return latent == 0 ? hidden : latent;
    }

    /**
     * Expected number of distinct experts that {@code tokens} tokens touch when each picks {@code top} at random:
     * {@code E (1 - (1 - k/E)^T)}. Real routing is skewed, which lowers it.
     */
    public double expectedExperts(double tokens) {
        return experts * -Math.expm1(tokens * Math.log1p(-(double) top / experts));
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        int input = expertInput(hidden);
        List<TensorShape> tensors = new ArrayList<>();
        tensors.add(matrix(TensorRole.ROUTER, experts, hidden));
        if (routerBias) {
            tensors.add(vector(TensorRole.BIAS, experts));
        }
        if (latent > 0) {
            tensors.add(matrix(TensorRole.LATENT_DOWN, latent, hidden));
            tensors.add(matrix(TensorRole.LATENT_UP, hidden, latent));
        }
        if (gated) {
            tensors.add(new TensorShape(TensorRole.EXPERT_GATE, width, input, experts));
        }
        tensors.add(new TensorShape(TensorRole.EXPERT_UP, width, input, experts));
        tensors.add(new TensorShape(TensorRole.EXPERT_DOWN, input, width, experts));
        if (bias) {
            tensors.add(new TensorShape(TensorRole.BIAS, 1, (gated ? 2L : 1L) * width + input, experts));
        }
        if (sharedWidth > 0) {
            if (gated) {
                tensors.add(matrix(TensorRole.SHARED_EXPERT_GATE, sharedWidth, hidden));
            }
            tensors.add(matrix(TensorRole.SHARED_EXPERT_UP, sharedWidth, hidden));
            tensors.add(matrix(TensorRole.SHARED_EXPERT_DOWN, hidden, sharedWidth));
            if (sharedGate) {
                tensors.add(matrix(TensorRole.SHARED_EXPERT_SCALE, 1, hidden));
            }
        }
        return tensors;
    }
}
