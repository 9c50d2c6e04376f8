package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.format.BlockFormat;

/**
 * A product with a matrix of the file.
 *
 * @param node    what multiplies
 * @param input   value that is multiplied
 * @param weight  the matrix's initialiser
 * @param inputs  size of the input's last axis
 * @param outputs size of the product's
 * @param bias    whether a vector is added to it
 * @param stored  how the matrix lies in the file
 */
record Projection(NodeProto node, String input, String weight, long inputs, long outputs, boolean bias, BlockFormat stored) {

    String output() {
        return node.getOutput(0);
    }
}
