package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a branch as a feed-forward block that every token runs through: two matrices, or three. */
final class FeedForwardReading {

    /** What may stand between the matrices, apart from non-linearities and conversions. */
    private static final Set<String> BETWEEN = Set.of("Mul", "Add", "Div", "Split", "Concat", "Slice", "Gather", "Pow", "Sub", "Constant", "Clip",
            "Min", "Max");
    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "MatMulNBits", "MatMulInteger", "FusedMatMul", "DynamicQuantizeMatMul",
            "MatMulIntegerToFloat");

    private FeedForwardReading() { }

    /** Whether a product of one output scales the block, as that of shared experts. */
    static boolean isScaled(Branch branch) {
        return branch.reading().stream().anyMatch(projection -> projection.outputs() == 1);
    }

    /** @throws NotUnderstoodException if it is none */
    static DenseFeedForward read(Dataflow flow, Branch branch, Remarks remarks) {
        Set<String> strange = new TreeSet<>();
        branch.nodes().stream().filter(node -> !Dataflow.converts(node) && !BETWEEN.contains(node.getOpType()) && !PRODUCTS.contains(node.getOpType())
                && !NonLinearity.isOne(node)).forEach(node -> strange.add(node.getOpType()));
        List<Projection> reading = branch.reading().stream().filter(product -> product.outputs() > 1).toList();
        if (!strange.isEmpty() || branch.inner().size() != 1 || reading.isEmpty()) {
            String made = strange.isEmpty() ? "a block of products alone, " + branch.reading().size() + " with the stream and " + branch.inner().size()
                    + " after them" : "a block with " + String.join(", ", strange);
            throw new NotUnderstoodException(made + ", which is no attention and no feed-forward block that is known");
        }
        Projection down = branch.inner().get(0);
        long width = down.inputs();
        boolean bias = down.bias() || reading.stream().anyMatch(Projection::bias);
        boolean separate = reading.size() == 2 && reading.stream().allMatch(projection -> projection.outputs() == width);
        boolean fused = reading.size() == 1 && reading.get(0).outputs() == 2 * width;
        if (!separate && !fused && !(reading.size() == 1 && reading.get(0).outputs() == width)) {
            throw new NotUnderstoodException("a block whose products of " + reading.stream().map(Projection::outputs).toList() + " outputs do not go with the "
                    + width + " inputs of the last");
        }
        return new DenseFeedForward((int) width, separate || fused, NonLinearity.of(flow, branch.nodes(), remarks), bias, fused);
    }
}
