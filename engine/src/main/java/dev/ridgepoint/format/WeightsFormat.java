package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;

/** How a checkpoint stores its weights, tensor by tensor, and what a runtime computes with them: see {@link WeightsFormats}. */
public sealed interface WeightsFormat permits UniformWeights, GgufMix, OnnxRuntimeWeights, TensorWeights {

    /** Name in files and on the command line. */
    String id();

    /** One line for a list of formats. */
    String summary();

    /** How {@code tensor} of {@code architecture} is stored. */
    BlockFormat blockFor(Tensor tensor, Architecture architecture);

    /** Whether a tied matrix is held twice: as it is to look tokens up, and as the other matrices are to multiply with. */
    default boolean separatesTiedOutput() {
        return false;
    }

    /** How a tensor that is stored in {@code block} is held where latent attention folds it into query and output, head by head. */
    default BlockFormat whenAbsorbed(BlockFormat block) {
        return block;
    }

    /** The format that the matrix unit multiplies in; narrower weights are widened to it on the way. */
    NumberFormat compute();

    /** The format of the activations between operators. */
    NumberFormat activations();

    /** The KV cache that goes with these weights unless another is asked for. */
    BlockFormat defaultCache();
}
