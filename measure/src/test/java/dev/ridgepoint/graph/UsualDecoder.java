package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.ridgepoint.runtime.RandomWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decoder as exporters write them, with their names: two layers of attention over a table of tokens and one of positions. Sizes are a few numbers each, so
 * that its weights can be counted by hand.
 */
public record UsualDecoder(ModelProto model) {

    public static final int VOCABULARY = 48;
    public static final int LAYERS = 2;
    private static final int HIDDEN = 16;
    private static final int POSITIONS = 64;
    private static final int HEADS = 2;
    private static final int KV_HEADS = 1;
    private static final int SIZE = 8;

    /** Two tables, four matrices a layer and the output projection. */
    public static final long PARAMETERS = (VOCABULARY + POSITIONS) * HIDDEN + LAYERS * (2 * HIDDEN * HIDDEN + 2 * HIDDEN * KV_HEADS * SIZE)
            + HIDDEN * VOCABULARY;

    /** The decoder, with its weights inside. */
    public static UsualDecoder of() {
        Graph graph = new Graph("usual");
        Dimension any = Dimension.named("batch");
        Value ids = graph.input("input_ids", ElementType.INT64, any, Dimension.named("tokens"));
        Value mask = graph.input("attention_mask", ElementType.INT64, any, Dimension.named("all"));
        Value positions = graph.input("position_ids", ElementType.INT64, any, Dimension.named("tokens"));
        NodeGroup at = graph.at("model");
        Value one = graph.integer(1);
        Value seen = at.node(Op.onnx("ReduceSum").with("keepdims", 0), mask, graph.integers(1));
        Value last = at.node(Op.onnx("Cast").with("to", DataType.INT32_VALUE), at.node("Sub", seen, one));
        Value total = at.node(Op.onnx("Cast").with("to", DataType.INT32_VALUE), at.node("Gather", at.node("Shape", mask), one));
        Value x = at.node("Add", at.node("Gather", matrix(graph, "tokens", VOCABULARY, HIDDEN), ids),
                at.node("Gather", matrix(graph, "positions", POSITIONS, HIDDEN), positions));
        for (int layer = 0; layer < LAYERS; layer++) {
            NodeGroup in = graph.at("layer" + layer);
            Dimension[] cache = {any, Dimension.of(KV_HEADS), Dimension.named("past"), Dimension.of(SIZE)};
            Dimension[] grown = {any, Dimension.of(KV_HEADS), Dimension.named("all"), Dimension.of(SIZE)};
            Value pastKey = graph.input("past_key_values." + layer + ".key", ElementType.FLOAT, cache);
            Value pastValue = graph.input("past_key_values." + layer + ".value", ElementType.FLOAT, cache);
            Op op = Op.contrib("GroupQueryAttention").with("num_heads", HEADS).with("kv_num_heads", KV_HEADS);
            List<Value> attended = in.named(op, List.of("heads" + layer, "present." + layer + ".key", "present." + layer + ".value"),
                    in.node("MatMul", x, matrix(graph, "q" + layer, HIDDEN, HEADS * SIZE)),
                    in.node("MatMul", x, matrix(graph, "k" + layer, HIDDEN, KV_HEADS * SIZE)),
                    in.node("MatMul", x, matrix(graph, "v" + layer, HIDDEN, KV_HEADS * SIZE)), pastKey, pastValue, last, total);
            graph.output(attended.get(1), ElementType.FLOAT, grown);
            graph.output(attended.get(2), ElementType.FLOAT, grown);
            x = in.node("Add", x, in.node("MatMul", attended.get(0), matrix(graph, "o" + layer, HEADS * SIZE, HIDDEN)));
        }
        Value logits = at.named(Op.onnx("MatMul"), List.of("logits"), x, matrix(graph, "lm_head", HIDDEN, VOCABULARY)).get(0);
        graph.output(logits, ElementType.FLOAT, any, Dimension.named("tokens"), Dimension.of(VOCABULARY));
        return new UsualDecoder(inline(graph));
    }

    private static Value matrix(Graph graph, String name, int rows, int columns) {
        RandomWeights.Rows numbers = new RandomWeights(3).rows(name, columns);
        return graph.external(name, ElementType.FLOAT, new long[] {rows, columns}, out -> {
            float[] row = new float[columns];
            for (int i = 0; i < rows; i++) {
                numbers.next(row);
                for (float number : row) {
                    out.putFloat(number);
                }
            }
        });
    }

    private static ModelProto inline(Graph graph) {
        Map<String, ByteBuffer> numbers = graph.externals().stream().collect(Collectors.toMap(ExternalTensor::name, ExternalTensor::materialise));
        try {
            ModelProto.Builder model = ModelProto.parseFrom(graph.model()).toBuilder();
            model.getGraphBuilder().getInitializerBuilderList().stream().filter(tensor -> numbers.containsKey(tensor.getName())).forEach(tensor ->
                    tensor.clearExternalData().clearDataLocation().setRawData(ByteString.copyFrom(numbers.get(tensor.getName()))));
            return model.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a tensor of another name. */
    public UsualDecoder renamed(String from, String to) {
        ModelProto.Builder changed = model.toBuilder();
        GraphProto.Builder graph = changed.getGraphBuilder();
        graph.getInputBuilderList().stream().filter(v -> v.getName().equals(from)).forEach(v -> v.setName(to));
        graph.getOutputBuilderList().stream().filter(v -> v.getName().equals(from)).forEach(v -> v.setName(to));
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, node.getInput(i).equals(from) ? to : node.getInput(i));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, node.getOutput(i).equals(from) ? to : node.getOutput(i));
            }
        }
        return new UsualDecoder(changed.build());
    }

    /** The same with an axis of an input or output fixed, or open for a negative extent. */
    public UsualDecoder withExtent(String name, int axis, long extent) {
        ModelProto.Builder changed = model.toBuilder();
        TensorShapeProto.Dimension dimension = extent < 0
                ? TensorShapeProto.Dimension.newBuilder().setDimParam("open").build() : TensorShapeProto.Dimension.newBuilder().setDimValue(extent).build();
        port(changed, name).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().setDim(axis, dimension);
        return new UsualDecoder(changed.build());
    }

    /** The same without one of its outputs. */
    public UsualDecoder withoutOutput(String name) {
        ModelProto.Builder changed = model.toBuilder();
        List<ValueInfoProto> kept = model.getGraph().getOutputList().stream().filter(v -> !v.getName().equals(name)).toList();
        changed.getGraphBuilder().clearOutput().addAllOutput(kept);
        return new UsualDecoder(changed.build());
    }

    /** The same with whole numbers of 32 bits. */
    public UsualDecoder narrowInput(String name) {
        return cast(name, DataType.INT32, DataType.INT64);
    }

    /** The same with caches in 16 bits. */
    public UsualDecoder halfCaches() {
        UsualDecoder half = this;
        for (int layer = 0; layer < LAYERS; layer++) {
            for (String part : List.of(".key", ".value")) {
                half = half.cast("past_key_values." + layer + part, DataType.FLOAT16, DataType.FLOAT).cast("present." + layer + part, DataType.FLOAT16, null);
            }
        }
        return half;
    }

    /** Puts a cast between the graph and its surface: behind an input, whose inner type is given, or before an output. */
    private UsualDecoder cast(String name, DataType outer, DataType inner) {
        UsualDecoder renamed = renamed(name, name + ".inner");
        ModelProto.Builder changed = renamed.model.toBuilder();
        GraphProto.Builder graph = changed.getGraphBuilder();
        ValueInfoProto.Builder port = port(changed, name + ".inner").setName(name);
        port.getTypeBuilder().getTensorTypeBuilder().setElemType(outer.getNumber());
        boolean input = inner != null;
        NodeProto cast = NodeProto.newBuilder().setOpType("Cast").setName("cast " + name).addInput(input ? name : name + ".inner")
                .addOutput(input ? name + ".inner" : name)
                .addAttribute(AttributeProto.newBuilder().setName("to").setType(AttributeProto.AttributeType.INT)
                        .setI((input ? inner : outer).getNumber())).build();
        graph.addNode(input ? 0 : graph.getNodeCount(), cast);
        return new UsualDecoder(changed.build());
    }

    private static ValueInfoProto.Builder port(ModelProto.Builder model, String name) {
        GraphProto.Builder graph = model.getGraphBuilder();
        return Stream.concat(graph.getInputBuilderList().stream(), graph.getOutputBuilderList().stream())
                .filter(v -> v.getName().equals(name)).findFirst().orElseThrow();
    }

    /** Writes one file. */
    public Path write(Path path) {
        try {
            return Files.write(path, model.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the graph and, beside it, the weights. */
    public Path writeWithData(Path path, String data) {
        ModelProto.Builder changed = model.toBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (TensorProto.Builder tensor : changed.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.hasRawData()) {
                tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(entry("location", data))
                        .addExternalData(entry("offset", "" + bytes.size())).addExternalData(entry("length", "" + tensor.getRawData().size()));
                bytes.writeBytes(tensor.getRawData().toByteArray());
                tensor.clearRawData();
            }
        }
        try {
            Files.write(path.resolveSibling(data), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new UsualDecoder(changed.build()).write(path);
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
