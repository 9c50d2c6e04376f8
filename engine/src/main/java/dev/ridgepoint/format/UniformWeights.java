package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import java.util.EnumSet;
import java.util.Set;

/**
 * Weights as the safetensors checkpoints of AWQ, GPTQ, compressed-tensors, ModelOpt and DeepSeek-V3 hold them: the layers' matrices in one block
 * format, all else in another. All else is the embedding, the output projection, norms, biases, the router, the convolutions and the narrow
 * projections to a number per head, which those checkpoints leave in 16 bits.
 *
 * @param id           name in files and on the command line
 * @param summary      one line for a list
 * @param matrices     how the layers' matrices are stored, experts included
 * @param rest         how all else is
 * @param compute      what the matrix unit multiplies in
 * @param activations  what is between operators
 * @param defaultCache KV cache unless another is asked for
 */
public record UniformWeights(
        String id, String summary, BlockFormat matrices, BlockFormat rest, NumberFormat compute, NumberFormat activations,
        BlockFormat defaultCache) implements WeightsFormat {

    private static final Set<TensorRole> QUANTISED = EnumSet.of(
            TensorRole.ATTENTION_Q, TensorRole.ATTENTION_K, TensorRole.ATTENTION_V, TensorRole.ATTENTION_QKV, TensorRole.ATTENTION_OUTPUT,
            TensorRole.MLA_Q_A, TensorRole.MLA_Q_B, TensorRole.MLA_KV_A, TensorRole.MLA_KV_B, TensorRole.INDEXER_Q, TensorRole.INDEXER_K,
            TensorRole.FFN_GATE, TensorRole.FFN_UP, TensorRole.FFN_GATE_UP, TensorRole.FFN_DOWN,
            TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP, TensorRole.EXPERT_DOWN, TensorRole.LATENT_DOWN, TensorRole.LATENT_UP,
            TensorRole.SHARED_EXPERT_GATE, TensorRole.SHARED_EXPERT_UP, TensorRole.SHARED_EXPERT_DOWN,
            TensorRole.SSM_IN, TensorRole.SSM_X, TensorRole.SSM_OUT, TensorRole.DELTA_QKV, TensorRole.DELTA_GATE, TensorRole.DELTA_OUT,
            TensorRole.SHORT_CONV_IN, TensorRole.SHORT_CONV_OUT);

    @Override
    public BlockFormat blockFor(Tensor tensor, Architecture architecture) {
        return QUANTISED.contains(tensor.role()) ? matrices : rest;
    }
}
