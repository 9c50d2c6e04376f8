package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.attribute;
import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.BlockFormats;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a graph stores its matrices.
 *
 * @param name     of the weights format
 * @param matrices of most elements in the layers
 * @param output   of the output projection
 */
record GraphWeights(String name, BlockFormat matrices, BlockFormat output) {

    private static final Set<TensorRole> TABLES = Set.of(TensorRole.TOKEN_EMBEDDING, TensorRole.POSITION_EMBEDDING, TensorRole.TOKEN_TYPE_EMBEDDING);
    /** Blocks of 32 with a 16-bit scale, as ONNX Runtime's model builder makes them and GGUF has them. */
    private static final Set<BlockFormat> AS_GGUF = Set.of(BlockFormat.Q4_0, BlockFormat.Q8_0);

    /** Where the library has no such layout, the nearest, or for a type that none is near to, its own name, with a remark. */
    static GraphWeights of(Collection<Projection> projections, Projection output, Dataflow flow, Remarks remarks) {
        Map<BlockFormat, Double> elements = new LinkedHashMap<>();
        projections.stream().filter(p -> p != output).forEach(p -> elements.merge(p.stored(), (double) p.inputs() * p.outputs(), Double::sum));
        flow.graph().nodes.stream().filter(node -> node.getOpType().equals("QMoE"))
                .forEach(node -> elements.merge(ofExperts(flow, node), experts(flow, node), Double::sum));
        BlockFormat most = elements.entrySet().stream().max(Comparator.comparingDouble(Map.Entry::getValue)).map(Map.Entry::getKey).orElse(output.stored());
        double share = elements.getOrDefault(most, 1.0) / Math.max(1, elements.values().stream().mapToDouble(Double::doubleValue).sum());
        String name = name(most, remarks);
        if (elements.size() > 1) {
            remarks.unknown(String.format(Locale.ROOT, "matrices that are stored in another format than the %.0f %% in %s", 100 * share, name));
        }
        if (!output.stored().equals(most) && !AS_GGUF.contains(most)) {
            remarks.unknown("an output projection that is stored in " + output.stored() + " beside layers in " + name);
        }
        return new GraphWeights(name, most, output.stored());
    }

    /** The formats of a model's tensors one by one, where they are such as the library names. */
    Optional<StoredTensors> stored(Architecture model, BlockFormat table) {
        boolean named = AS_GGUF.contains(matrices) && BlockFormats.named(output.id()).isPresent() && BlockFormats.named(table.id()).isPresent();
        if (!named) {
            return Optional.empty();
        }
        Map<TensorRole, List<String>> formats = new EnumMap<>(TensorRole.class);
        for (Tensor tensor : model.tensors()) {
            TensorRole role = tensor.role();
            BlockFormat block = role == TensorRole.OUTPUT ? output : role.isVector() || TABLES.contains(role) ? table : matrices;
            formats.put(role, List.of(block.id()));
        }
        return Optional.of(new StoredTensors(formats));
    }

    private static BlockFormat ofExperts(Dataflow flow, NodeProto node) {
        int scale = flow.constant(input(node, 3)).map(tensor -> Projections.bits(tensor.getDataType())).orElse(32);
        return Projections.inBlocks((int) attribute(node, "expert_weight_bits", 4), scale, (int) attribute(node, "block_size", BlockFormat.WHOLE_ROW));
    }

    private static double experts(Dataflow flow, NodeProto node) {
        double packed = 8.0 / attribute(node, "expert_weight_bits", 4);
        return packed * (flow.constant(input(node, 2)).map(Dataflow::elements).orElse(0L) + flow.constant(input(node, 5)).map(Dataflow::elements).orElse(0L));
    }

    private static String name(BlockFormat most, Remarks remarks) {
        boolean integers = (most.elementBits() == 8 || most.elementBits() == 4) && most.scaleBits() > 0;
        if (!integers || AS_GGUF.contains(most)) {
            return most.id();
        }
        boolean wide = most.scaleBits() >= 32;
        BlockFormat known = most.elementBits() == 8 ? wide ? BlockFormat.INT8_F32 : BlockFormat.INT8_G128 : wide ? BlockFormat.INT4_F32 : BlockFormat.INT4_G128;
        String name = (wide ? "onnx-int" : "int") + most.elementBits();
        if (!known.equals(most)) {
            remarks.unknown("matrices of " + layout(most) + ", for which " + name + " is taken, of " + layout(known));
        }
        return name;
    }

    private static String layout(BlockFormat format) {
        return format.elementBits() + " bits with " + format.scaleBits() + " more for each "
                + (format.blockColumns() == BlockFormat.WHOLE_ROW ? "output" : format.blockColumns() + " weights");
    }
}
