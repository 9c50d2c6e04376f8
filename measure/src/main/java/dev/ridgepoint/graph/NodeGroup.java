package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;

/** The nodes that carry out one operator of the model; their names begin with the operator's, by which a profile finds it again. */
public final class NodeGroup {

    private final Graph graph;
    private final String name;

    NodeGroup(Graph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    /** The graph that they are added to. */
    public Graph graph() {
        return graph;
    }

    /** What their names begin with. */
    public String name() {
        return name;
    }

    /** Adds a node of one output. An input that is {@code null} is left out. */
    public Value node(Op op, Value... inputs) {
        return nodes(op, 1, inputs).get(0);
    }

    /** Adds a node without attributes. */
    public Value node(String onnxType, Value... inputs) {
        return node(Op.onnx(onnxType), inputs);
    }

    /** Adds a node of several outputs. */
    public List<Value> nodes(Op op, int outputs, Value... inputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(graph.unique(name + "/" + op.type() + ".out"));
        }
        return named(op, names, inputs);
    }

    /** Adds a node whose outputs have names of their own, as results of the graph need; an empty one is not computed. */
    List<Value> named(Op op, List<String> outputs, Value... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(graph.unique(name + "/" + op.type())).setDomain(op.domain()).setOpType(op.type())
                .addAllAttribute(op.attributes()).addAllOutput(outputs);
        for (Value input : inputs) {
            if (input != null) {
                graph.require(input);
            }
            node.addInput(input == null ? "" : input.name());
        }
        graph.builder().addNode(node);
        return outputs.stream().map(output -> new Value(graph, output)).toList();
    }

    /** The same elements in another shape; a -1 is inferred, a 0 is kept from the input. */
    public Value reshape(Value value, long... shape) {
        return node("Reshape", value, graph.integers(shape));
    }

    /** The axes in another order. */
    public Value transpose(Value value, long... axes) {
        return node(Op.onnx("Transpose").with("perm", axes), value);
    }

    /** Pieces along the last axis. */
    public List<Value> split(Value value, long... sizes) {
        return nodes(Op.onnx("Split").with("axis", -1), sizes.length, value, graph.integers(sizes));
    }
}
