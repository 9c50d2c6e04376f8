package dev.ridgepoint.graph;

/** A tensor in a graph. It belongs to that graph: no other takes it, but for the branches inside it. */
public final class Value {

    private final Graph graph;
    private final String name;

    Value(Graph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    Graph graph() {
        return graph;
    }

    /** The tensor's name, unique in its graph. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
