package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.List;

/**
 * A Mamba layer with the selective scan of the first paper: every channel has its own decay (Gu and Dao 2023, arXiv 2312.00752).
 *
 * @param inner  channels of the recurrence
 * @param state  state elements of a channel
 * @param dtRank rank of the step size's projection
 * @param conv   taps of the convolution
 */
public record Mamba1(int inner, int state, int dtRank, int conv) implements Mixer {

    @Override
    public String kindName() {
        return "Mamba";
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        return List.of(
                matrix(TensorRole.SSM_IN, 2L * inner, hidden),
                matrix(TensorRole.SSM_CONV, inner, conv),
                vector(TensorRole.BIAS, inner),
                matrix(TensorRole.SSM_X, dtRank + 2L * state, inner),
                matrix(TensorRole.SSM_DT, inner, dtRank),
                vector(TensorRole.BIAS, inner),
                vector(TensorRole.SSM_PARAMETER, (long) inner * state + inner),
                matrix(TensorRole.SSM_OUT, hidden, inner));
    }

    @Override
    public long cacheElementsPerToken() {
        return 0;
    }

    @Override
    public long stateElements() {
        return (long) inner * state + (long) inner * (conv - 1);
    }
}
