package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;

/**
 * Weights as ONNX Runtime's quantised operators hold them on a CPU: the layers' matrices and the output projection narrow, the embedding and all else in 32 bits,
 * products on integers after the activations are quantised on the way.
 *
 * @param id       name in files and on the command line
 * @param summary  one line for a list
 * @param matrices how the matrices are stored
 */
record OnnxRuntimeWeights(String id, String summary, BlockFormat matrices) implements WeightsFormat {

    @Override
    public BlockFormat blockFor(Tensor tensor, Architecture architecture) {
        boolean narrow = tensor.role() == TensorRole.OUTPUT || TensorGroup.LAYER_MATRIX.contains(tensor.role());
        return narrow ? matrices : BlockFormat.F32;
    }

    @Override
    public boolean separatesTiedOutput() {
        return true;
    }

    /** There is no batched product of narrow weights. */
    @Override
    public BlockFormat whenAbsorbed(BlockFormat block) {
        return BlockFormat.F32;
    }

    @Override
    public NumberFormat compute() {
        return NumberFormat.INT8;
    }

    @Override
    public NumberFormat activations() {
        return NumberFormat.FP32;
    }

    @Override
    public BlockFormat defaultCache() {
        return BlockFormat.F32;
    }
}
