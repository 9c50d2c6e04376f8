package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes the operators of one layer group. Where a weights format stores a tensor differently from layer to layer, the operator is written once for each
 * size, with the number of layers that have it.
 */
final class LayerWriter {

    private final Architecture architecture;
    private final Numerics numerics;
    private final AttentionKernel kernel;
    private final String group;
    private final List<Integer> layers;
    private final List<Tensor> tensors;
    private final List<Operator> written = new ArrayList<>();

    /** A writer for the layers of a group; {@code tensors} are the whole model's. */
    LayerWriter(Architecture architecture, Numerics numerics, AttentionKernel kernel, LayerGroup group, List<Tensor> tensors) {
        this(architecture, numerics, kernel, group.name(), group.layers(), tensors);
    }

    /** A writer for what stands outside the layers. */
    static LayerWriter outside(Architecture architecture, Numerics numerics, AttentionKernel kernel, List<Tensor> tensors) {
        return new LayerWriter(architecture, numerics, kernel, "model", List.of(-1), tensors);
    }

    private LayerWriter(
            Architecture architecture, Numerics numerics, AttentionKernel kernel, String group, List<Integer> layers, List<Tensor> tensors) {
        this.architecture = architecture;
        this.numerics = numerics;
        this.kernel = kernel;
        this.group = group;
        this.layers = layers;
        this.tensors = tensors;
    }

    List<Operator> written() {
        return written;
    }

    AttentionKernel kernel() {
        return kernel;
    }

    boolean bidirectional() {
        return architecture.kind() == Architecture.Kind.ENCODER;
    }

    /** Bytes of activations. */
    double activations(double elements) {
        return elements * numerics.activations().bytes();
    }

    /** Bytes of KV cache for one token's {@code elements}. */
    double cache(long elements) {
        return numerics.cache().bytes(1, elements, 1);
    }

    /** Bytes of a learned vector. */
    double vector(long length) {
        Tensor norm = new Tensor(TensorRole.NORM, 0, 0, 1, 1, Math.max(1, length), 1);
        return length == 0 ? 0 : numerics.weights().blockFor(norm, architecture).bytes(1, length, 1);
    }

    /** Writes an operator that is the same in every layer. */
    void add(OperatorBuilder operator) {
        written.add(operator.build(group, layers.size()));
    }

    /** Writes a matrix product of every token with a {@code rows x columns} matrix of weights. */
    void matmul(String name, TensorRole role, long rows, long columns, boolean bias) {
        matmul(matmulBuilder(name, rows, columns, bias), role, rows, columns, bias);
    }

    /** A matrix product's FLOPs and activations, without its weights. */
    OperatorBuilder matmulBuilder(String name, long rows, long columns, boolean bias) {
        return new OperatorBuilder(name, Arithmetic.WEIGHTS)
                .flops(2.0 * rows * columns + (bias ? rows : 0))
                .activations(activations(rows + columns));
    }

    /** Writes an operator that reads the tensor of that role and shape, and a bias if it has one. */
    void matmul(OperatorBuilder operator, TensorRole role, long rows, long columns, boolean bias) {
        double biasBytes = bias ? vector(rows) : 0;
        stored(role, rows, columns, 1).forEach((stored, count) -> written.add(
                operator.weights(stored.bytes() + biasBytes).multipliedIn(stored.arithmetic()).build(group, count)));
    }

    /** Writes an operator that reads {@code share} of a tensor's bytes, folded into query or output. */
    void absorbed(OperatorBuilder operator, TensorRole role, long rows, long columns, double share) {
        stored(role, rows, columns, 1, numerics.weights()::whenAbsorbed).forEach((stored, count) -> written.add(
                operator.weights(stored.bytes() * share).multipliedIn(stored.arithmetic()).build(group, count)));
    }

    /** Writes an operator that reads the touched share of the experts' tensors; {@code factor} counts tensors of this shape read together. */
    void experts(OperatorBuilder operator, TensorRole role, long rows, long columns, int factor, double biasBytes, int top, int experts) {
        stored(role, rows, columns, experts).forEach((stored, count) -> written.add(
                operator.experts(factor * stored.bytes() + biasBytes, top, experts).multipliedIn(stored.arithmetic()).build(group, count)));
    }

    /** Writes element-wise work: {@code elements} activations read and written for each token. */
    void elementwise(String name, double flopsPerToken, double elements, double weightBytes) {
        add(elementwiseBuilder(name, flopsPerToken, elements).weights(weightBytes));
    }

    /** The same without weights, not yet written. */
    OperatorBuilder elementwiseBuilder(String name, double flopsPerToken, double elements) {
        return new OperatorBuilder(name, Arithmetic.ELEMENTWISE).flops(flopsPerToken).activations(activations(elements));
    }

    /** Writes a normalisation of the hidden state that moves {@code vectors} of the hidden size and does {@code adds} additions a element on the way. */
    void norm(String name, int vectors, int adds) {
        long hidden = architecture.hidden();
        elementwise(name, (normFlops() + adds) * (double) hidden, (double) vectors * hidden, vector(hidden * architecture.norm().vectors()));
    }

    /** FLOPs an element: square, sum, scale, weight; and for a layer norm mean, difference and shift. */
    int normFlops() {
        return architecture.norm() == Architecture.Norm.RMSNORM ? 4 : 7;
    }

    /**
     * A tensor as some of the layers store it.
     *
     * @param bytes      of all its copies
     * @param arithmetic what it is multiplied in: a tensor that a narrow format keeps in 16 bits (router, output projection) runs at the 16-bit rate
     */
    private record Stored(double bytes, Arithmetic arithmetic) { }

    /** How the layers store the tensor of that role and shape, and how many store it so. */
    private Map<Stored, Integer> stored(TensorRole role, long rows, long columns, long copies) {
        return stored(role, rows, columns, copies, block -> block);
    }

    private Map<Stored, Integer> stored(TensorRole role, long rows, long columns, long copies, UnaryOperator<BlockFormat> held) {
        Map<Stored, Integer> ways = new LinkedHashMap<>();
        double computeBits = 8 * numerics.weights().compute().bytes();
        for (int layer : layers) {
            Tensor tensor = tensors.stream()
                    .filter(t -> t.layer() == layer && t.role() == role && t.rows() == rows && t.columns() == columns && t.copies() == copies)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("layer " + layer + " has no " + role + " of " + rows + " x " + columns));
            BlockFormat block = held.apply(numerics.weights().blockFor(tensor, architecture));
            boolean keptWide = block.elementBits() >= 16 && block.elementBits() > computeBits;
            ways.merge(new Stored(block.bytes(rows, columns, copies), keptWide ? Arithmetic.ACTIVATIONS : Arithmetic.WEIGHTS), 1, Integer::sum);
        }
        return ways;
    }
}
