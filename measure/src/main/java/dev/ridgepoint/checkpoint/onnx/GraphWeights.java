package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.attribute;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.format.BlockFormat;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weights format that a graph's matrices are stored in. */
final class GraphWeights {

    private GraphWeights() { }

    /** Of most elements. Where the library has no such layout, the nearest, or for a type that none is near to, its own name, with a remark. */
    static String format(Collection<Projection> projections, Dataflow flow, Remarks remarks) {
        Map<BlockFormat, Double> elements = new LinkedHashMap<>();
        projections.forEach(p -> elements.merge(p.stored(), (double) p.inputs() * p.outputs(), Double::sum));
        flow.graph().nodes.stream().filter(node -> node.getOpType().equals("QMoE")).forEach(node -> elements.merge(ofExperts(node), experts(flow, node), Double::sum));
        BlockFormat most = elements.entrySet().stream().max(Comparator.comparingDouble(Map.Entry::getValue)).orElseThrow().getKey();
        double share = elements.get(most) / elements.values().stream().mapToDouble(Double::doubleValue).sum();
        String name = name(most, remarks);
        if (elements.size() > 1) {
            remarks.unknown(String.format(java.util.Locale.ROOT, "matrices that are stored in another format than the %.0f %% in %s", 100 * share, name));
        }
        return name;
    }

    private static BlockFormat ofExperts(NodeProto node) {
        int bits = (int) attribute(node, "expert_weight_bits", 4);
        int block = (int) attribute(node, "block_size", BlockFormat.WHOLE_ROW);
        return new BlockFormat("int" + bits, bits, 16, 1, block);
    }

    private static double experts(Dataflow flow, NodeProto node) {
        double packed = 8.0 / attribute(node, "expert_weight_bits", 4);
        return packed * (flow.constant(Dataflow.input(node, 2)).map(Dataflow::elements).orElse(0L)
                + flow.constant(Dataflow.input(node, 5)).map(Dataflow::elements).orElse(0L));
    }

    private static String name(BlockFormat most, Remarks remarks) {
        boolean integers = (most.elementBits() == 8 || most.elementBits() == 4) && most.scaleBits() > 0;
        if (!integers) {
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
