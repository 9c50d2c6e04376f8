package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;

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
record UniformWeights(
        String id, String summary, BlockFormat matrices, BlockFormat rest, NumberFormat compute, NumberFormat activations,
        BlockFormat defaultCache) implements WeightsFormat {

    @Override
    public BlockFormat blockFor(Tensor tensor, Architecture architecture) {
        return TensorGroup.LAYER_MATRIX.contains(tensor.role()) ? matrices : rest;
    }
}
