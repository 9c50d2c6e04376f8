package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * A Mamba-2 layer: a scalar-decay state-space recurrence with {@code heads} heads of {@code headSize} channels and a state of
 * {@code state} elements a channel, after a short causal convolution (Dao and Gu 2024, arXiv 2405.21060).
 *
 * @param heads    state heads
 * @param headSize channels of a head
 * @param state    state elements of a channel
 * @param groups   groups of heads that share the input and output maps B and C
 * @param conv     taps of the convolution
 * @param gateNorm whether the gated output is normalised
 */
public record Mamba2(int heads, int headSize, int state, int groups, int conv, boolean gateNorm) implements Mixer {

    /** @throws IllegalArgumentException if the groups do not divide the heads */
    public Mamba2 {
        if (heads % groups != 0) {
            throw new IllegalArgumentException(groups + " groups do not divide " + heads + " heads");
        }
    }

    /** Channels of the recurrence. */
    public long inner() {
        return (long) heads * headSize;
    }

    /** Channels that go through the convolution: the input and the maps B and C. */
    public long convolved() {
        return inner() + 2L * groups * state;
    }

    @Override
    public String kindName() {
        return "Mamba-2";
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        List<TensorShape> tensors = new ArrayList<>(List.of(
                matrix(TensorRole.SSM_IN, inner() + convolved() + heads, hidden),
                matrix(TensorRole.SSM_CONV, convolved(), conv),
                vector(TensorRole.BIAS, convolved()),
                vector(TensorRole.SSM_PARAMETER, 3L * heads),
                matrix(TensorRole.SSM_OUT, hidden, inner())));
        if (gateNorm) {
            tensors.add(vector(TensorRole.NORM, inner()));
        }
        return tensors;
    }

    @Override
    public long cacheElementsPerToken() {
        return 0;
    }

    @Override
    public long stateElements() {
        return inner() * state + convolved() * (conv - 1);
    }
}
