package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An ONNX graph under construction. Nodes are added through {@link #at}, in the order in which they run; names are unique over the graph and its branches, as
 * ONNX Runtime keeps one list for all.
 */
public final class Graph {

    private static final int IR_VERSION = 9;
    private static final int OPSET = 18;

    private final Graph parent;
    private final Map<String, Integer> taken;
    private final List<ExternalTensor> externals;
    private final GraphProto.Builder proto = GraphProto.newBuilder();

    private Graph(String name, Graph parent, Map<String, Integer> taken, List<ExternalTensor> externals) {
        this.parent = parent;
        this.taken = taken;
        this.externals = externals;
        proto.setName(name);
    }

    /** An empty graph. */
    public Graph(String name) {
        this(name, null, new HashMap<>(), new ArrayList<>());
    }

    /** An empty graph inside this one, for an {@code If}: it has no inputs and sees this graph's values. */
    public Graph branch(String name) {
        return new Graph(name, this, taken, externals);
    }

    /** What a pass must be given. */
    public Value input(String name, ElementType type, Dimension... shape) {
        String unique = unique(name);
        proto.addInput(ValueInfoProto.newBuilder().setName(unique).setType(tensorType(type, shape)));
        return new Value(this, unique);
    }

    /** Declares a value to be a result of the graph. */
    public void output(Value value, ElementType type, Dimension... shape) {
        require(value);
        proto.addOutput(ValueInfoProto.newBuilder().setName(value.name()).setType(tensorType(type, shape)));
    }

    /** Whole numbers inside the graph: a vector of 64-bit integers. */
    public Value integers(long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(ElementType.INT64.onnx()).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return initialiser("integers", tensor);
    }

    /** One whole number inside the graph, without an axis. */
    public Value integer(long value) {
        return initialiser("integer", TensorProto.newBuilder().setDataType(ElementType.INT64.onnx()).addInt64Data(value));
    }

    /** A vector inside the graph. */
    public Value vector(String name, float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(ElementType.FLOAT.onnx()).addDims(values.length);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return initialiser(name, tensor);
    }

    /** One number inside the graph, without an axis. */
    public Value number(float value) {
        return initialiser("number", TensorProto.newBuilder().setDataType(ElementType.FLOAT.onnx()).addFloatData(value));
    }

    /**
     * A tensor that is handed over beside the graph.
     *
     * @param fill writes its elements, see {@link ExternalTensor}
     */
    public Value external(String name, ElementType type, long[] shape, Consumer<ByteBuffer> fill) {
        ExternalTensor external = new ExternalTensor(unique(name), type, shape, fill);
        externals.add(external);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(external.name()).setDataType(type.onnx())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "memory")).addExternalData(entry("offset", "0"))
                .addExternalData(entry("length", Long.toString(external.bytes())));
        for (long extent : shape) {
            tensor.addDims(extent);
        }
        root().proto.addInitializer(tensor);
        return new Value(root(), external.name());
    }

    /** Adds nodes under a name: {@code L3/q_proj}. */
    public NodeGroup at(String name) {
        return new NodeGroup(this, name);
    }

    /** Tensors to be handed over beside the graph. */
    public List<ExternalTensor> externals() {
        return List.copyOf(externals);
    }

    /** The finished graph as ONNX Runtime reads it. */
    public byte[] model() {
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("ridgepoint")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(Op.CONTRIB).setVersion(1))
                .setGraph(proto).build().toByteArray();
    }

    GraphProto proto() {
        return proto.build();
    }

    GraphProto.Builder builder() {
        return proto;
    }

    /** @throws IllegalArgumentException if the value belongs neither to this graph nor to one around it */
    void require(Value value) {
        for (Graph graph = this; graph != null; graph = graph.parent) {
            if (value.graph() == graph) {
                return;
            }
        }
        throw new IllegalArgumentException("'" + value + "' is a value of another graph");
    }

    /** The name itself when it is free, else with a number. */
    String unique(String name) {
        int uses = taken.merge(name, 1, Integer::sum);
        return uses == 1 ? name : unique(name + "_" + uses);
    }

    private Graph root() {
        return parent == null ? this : parent.root();
    }

    private Value initialiser(String name, TensorProto.Builder tensor) {
        String unique = unique(name);
        root().proto.addInitializer(tensor.setName(unique));
        return new Value(root(), unique);
    }

    private static TypeProto tensorType(ElementType type, Dimension... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (Dimension dimension : shape) {
            dimensions.addDim(dimension.proto());
        }
        return TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.onnx()).setShape(dimensions)).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
