package dev.ridgepoint.runtime;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many weights a graph's initialisers hold. Whole numbers that shapes are made of are none; neither are scales, zero points, and tables of sines and
 * cosines, which are told by the operators that take them; matrices packed into bytes count as what they unpack to.
 *
 * @param weights empty where an operator packs them in a way of its own
 * @param unknown why they are empty; null where they are not
 * @param format  what most weights are stored in; empty where there are none
 * @param bytes   of all initialisers
 */
record WeightCount(OptionalLong weights, String unknown, String format, long bytes) {

    /** An initialiser. */
    record Tensor(DataType type, long elements) { }

    /**
     * A node.
     *
     * @param attributes by name; 0 for one that is no whole number
     */
    record Node(String operator, List<String> inputs, Map<String, Long> attributes) { }

    private record Stored(String name, int bits) { }

    private static final Map<DataType, Stored> FORMATS = new EnumMap<>(Map.ofEntries(
            Map.entry(DataType.FLOAT, new Stored("fp32", 32)), Map.entry(DataType.DOUBLE, new Stored("fp64", 64)),
            Map.entry(DataType.FLOAT16, new Stored("fp16", 16)), Map.entry(DataType.BFLOAT16, new Stored("bf16", 16)),
            Map.entry(DataType.INT8, new Stored("int8", 8)), Map.entry(DataType.UINT8, new Stored("int8", 8)),
            Map.entry(DataType.INT4, new Stored("int4", 4)), Map.entry(DataType.UINT4, new Stored("int4", 4)),
            Map.entry(DataType.FLOAT8E4M3FN, new Stored("fp8", 8)), Map.entry(DataType.FLOAT8E5M2, new Stored("fp8", 8))));

    /** Inputs of operators, counted from 0, that are no weights although they are numbers. */
    private static final Map<String, List<Integer>> NO_WEIGHTS = Map.of(
            "DequantizeLinear", List.of(1, 2), "QuantizeLinear", List.of(1, 2), "MatMulInteger", List.of(2, 3), "DynamicQuantizeMatMul", List.of(2, 3),
            "MatMulIntegerToFloat", List.of(2, 3, 4, 5), "MatMulNBits", List.of(2, 3, 4), "GatherBlockQuantized", List.of(2, 3),
            "GroupQueryAttention", List.of(7, 8), "RotaryEmbedding", List.of(2, 3));

    /** Operators whose packing is not known here. */
    private static final Set<String> PACKED = Set.of("QMoE", "MatMulBnb4", "MatMulFpQ4", "QOrderedMatMul");

    static WeightCount of(Map<String, Tensor> initialisers, List<Node> nodes) {
        Set<String> none = new HashSet<>();
        Map<String, Tensor> unpacked = new HashMap<>();
        Map<String, Long> bitsOf = new HashMap<>();
        for (Node node : nodes) {
            for (int input : NO_WEIGHTS.getOrDefault(node.operator, List.of())) {
                if (input < node.inputs.size()) {
                    none.add(node.inputs.get(input));
                }
            }
            boolean nBits = node.operator.equals("MatMulNBits") && node.inputs.size() > 1;
            if (nBits || node.operator.equals("GatherBlockQuantized") && !node.inputs.isEmpty()) {
                String name = node.inputs.get(nBits ? 1 : 0);
                Tensor stored = initialisers.get(name);
                long bits = node.attributes.getOrDefault("bits", 4L);
                if (stored != null && stored.type == DataType.UINT8 && bits > 0) {
                    long elements = nBits ? node.attributes.getOrDefault("K", 0L) * node.attributes.getOrDefault("N", 0L) : stored.elements * 8 / bits;
                    unpacked.put(name, new Tensor(stored.type, elements));
                    bitsOf.put(name, bits);
                }
            }
        }
        long weights = 0;
        Map<String, Long> byFormat = new TreeMap<>();
        for (Map.Entry<String, Tensor> entry : initialisers.entrySet()) {
            Tensor tensor = unpacked.getOrDefault(entry.getKey(), entry.getValue());
            Stored stored = FORMATS.get(tensor.type);
            if (stored != null && !none.contains(entry.getKey())) {
                weights += tensor.elements;
                Long bits = bitsOf.get(entry.getKey());
                byFormat.merge(bits == null ? stored.name : "int" + bits, tensor.elements, Long::sum);
            }
        }
        String format = byFormat.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
        String packing = nodes.stream().map(Node::operator).filter(PACKED::contains).findFirst().orElse(null);
        return new WeightCount(packing == null ? OptionalLong.of(weights) : OptionalLong.empty(),
                packing == null ? null : packing + " packs its weights in a way that is not counted here", format, bytes(initialisers.values()));
    }

    private static long bytes(Collection<Tensor> initialisers) {
        return initialisers.stream().mapToLong(tensor -> {
            Stored stored = FORMATS.get(tensor.type);
            // Anything else is small: shapes, indices, masks.
            return (tensor.elements * (stored == null ? 64 : stored.bits) + 7) / 8;
        }).sum();
    }
}
