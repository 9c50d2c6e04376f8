package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.List;

/**
 * Gated delta-net: linear attention whose state of {@code keySize x valueSize} a head decays and is corrected at each token
 * (Yang et al. 2024, arXiv 2412.06464), as in Qwen3-Next and Qwen3.5.
 *
 * @param keyHeads   query and key heads
 * @param keySize    size of a query or key head
 * @param valueHeads value heads, each with a state of its own
 * @param valueSize  size of a value head
 * @param conv       taps of the convolution over queries, keys and values
 */
public record GatedDeltaNet(int keyHeads, int keySize, int valueHeads, int valueSize, int conv) implements Mixer {

    /** @throws IllegalArgumentException if the key heads do not divide the value heads */
    public GatedDeltaNet {
        if (valueHeads % keyHeads != 0) {
            throw new IllegalArgumentException(keyHeads + " key heads do not divide " + valueHeads + " value heads");
        }
    }

    /** Channels of all value heads. */
    public long valueWidth() {
        return (long) valueHeads * valueSize;
    }

    /** Channels of queries, keys and values together, which the convolution runs over. */
    public long convolved() {
        return 2L * keyHeads * keySize + valueWidth();
    }

    @Override
    public String kindName() {
        return "gated delta-net";
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        return List.of(
                matrix(TensorRole.DELTA_QKV, convolved(), hidden),
                matrix(TensorRole.DELTA_GATE, valueWidth(), hidden),
                matrix(TensorRole.DELTA_BETA, valueHeads, hidden),
                matrix(TensorRole.DELTA_DECAY, valueHeads, hidden),
                matrix(TensorRole.SSM_CONV, convolved(), conv),
                vector(TensorRole.SSM_PARAMETER, 2L * valueHeads),
                vector(TensorRole.NORM, valueSize),
                matrix(TensorRole.DELTA_OUT, hidden, valueWidth()));
    }

    @Override
    public long cacheElementsPerToken() {
        return 0;
    }

    @Override
    public long stateElements() {
        return (long) valueHeads * keySize * valueSize + convolved() * (conv - 1);
    }
}
