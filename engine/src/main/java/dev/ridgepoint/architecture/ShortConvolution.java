package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;

import java.util.List;

/**
 * A gated short convolution as wide as the hidden state (LFM2): two gates and an input are projected, convolved over {@code conv} tokens and
 * projected back.
 *
 * @param conv taps of the convolution
 */
public record ShortConvolution(int conv, int width) implements Mixer {

    @Override
    public String kindName() {
        return "short convolution";
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        return List.of(
                matrix(TensorRole.SHORT_CONV_IN, 3L * width, hidden),
                matrix(TensorRole.SSM_CONV, width, conv),
                matrix(TensorRole.SHORT_CONV_OUT, hidden, width));
    }

    @Override
    public long cacheElementsPerToken() {
        return 0;
    }

    @Override
    public long stateElements() {
        return (long) width * (conv - 1);
    }
}
