package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A layer, or what stands outside the layers: names its nodes and weights, and holds what all blocks do. */
final class Section {

    private final Assembly assembly;
    private final Graph graph;
    private final String name;

    Section(Assembly assembly, Graph graph, String name) {
        this.assembly = assembly;
        this.graph = graph;
        this.name = name;
    }

    Assembly assembly() {
        return assembly;
    }

    Architecture architecture() {
        return assembly.spec().architecture();
    }

    int hidden() {
        return architecture().hidden();
    }

    Graph graph() {
        return graph;
    }

    String name() {
        return name;
    }

    /** The same section inside a branch. */
    Section in(Graph branch) {
        return new Section(assembly, branch, name);
    }

    /** Where the nodes of an operator go. */
    NodeGroup at(String operator) {
        return graph.at(name + "/" + operator);
    }

    /** Product of {@code x [.., columns]} with weights of that operator's name, {@code [.., rows]}. */
    Value linear(String operator, Value x, long rows, long columns, boolean bias) {
        return linear(at(operator), operator, x, rows, columns, bias);
    }

    /** The same with weights of a name of their own. */
    Value linear(NodeGroup at, String weights, Value x, long rows, long columns, boolean bias) {
        return linear(at, assembly.spec().format(), weights, x, rows, columns, bias);
    }

    /** The same in a format of its own. */
    Value linear(NodeGroup at, MatrixFormat format, String weights, Value x, long rows, long columns, boolean bias) {
        Matrix whole = matrix(weights, rows, columns);
        float[] biases = bias ? biases(whole) : null;
        List<Value> products = new ArrayList<>();
        for (Matrix piece : whole.pieces(format.mostRows(whole.columns()))) {
            Value pieceBias = bias
                    ? graph.vector(whole.name() + "/bias", Arrays.copyOfRange(biases, piece.firstRow(), piece.firstRow() + piece.rows()))
                    : null;
            products.add(format.multiply(at, x, piece, pieceBias));
        }
        return products.size() == 1 ? products.get(0) : at.node(Op.onnx("Concat").with("axis", -1), products.toArray(Value[]::new));
    }

    /** Weights of this section. */
    Matrix matrix(String weights, long rows, long columns) {
        return new Matrix(name + "/" + weights, 0, Math.toIntExact(rows), Math.toIntExact(columns), assembly.weights());
    }

    private float[] biases(Matrix matrix) {
        float[] numbers = new float[matrix.rows()];
        // As large as one product: a row of the weights' spread.
        assembly.weights().rows(matrix.name() + "/bias", matrix.columns()).next(numbers);
        return numbers;
    }

    /** Normalises the last axis, of {@code width}, in the way of the model. */
    Value norm(String operator, Value x, int width) {
        return norm(at(operator), x, width);
    }

    Value norm(NodeGroup at, Value x, int width) {
        return rms()
                ? at.node(Norms.rms(), x, ones(at, width))
                : at.node(Norms.layer(), x, ones(at, width), zeros(at, width));
    }

    /** Adds two states and normalises their sum, in the way of the model; what is handed on is the normalised sum alone. */
    Value normOfSum(String operator, Value x, Value y) {
        NodeGroup at = at(operator);
        return rms()
                ? at.node(Norms.skipRms(), x, y, ones(at, hidden()))
                : at.node(Norms.skipLayer(), x, y, ones(at, hidden()), zeros(at, hidden()));
    }

    /** Normalises by the root mean square, whatever the model does elsewhere. */
    Value rmsNorm(String operator, Value x, int width) {
        NodeGroup at = at(operator);
        return at.node(Norms.rms(), x, ones(at, width));
    }

    boolean rms() {
        return architecture().norm() == Architecture.Norm.RMSNORM;
    }

    Value ones(NodeGroup at, int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return graph.vector(at.name() + "/weight", ones);
    }

    Value zeros(NodeGroup at, int width) {
        return graph.vector(at.name() + "/shift", new float[width]);
    }
}
