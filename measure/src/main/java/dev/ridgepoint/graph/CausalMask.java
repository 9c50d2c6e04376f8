package dev.ridgepoint.graph;

/** What plain operators add to scores so that a token sees none after it: 0 or minus infinity, {@code [tokens, all tokens]}. */
final class CausalMask {

    private CausalMask() { }

    /**
     * The pass's mask, made once for all layers.
     *
     * @param keys a cache with the new tokens in it, {@code [batch, all tokens, ..]}
     */
    static Value of(Assembly assembly, Value keys) {
        return assembly.shared("causal_mask", () -> {
            Graph graph = assembly.graph();
            NodeGroup at = assembly.model().at("causal_mask");
            Value total = at.node("Gather", at.node("Shape", keys), graph.integer(1));
            Value keyPositions = at.node("Range", graph.integer(0), total, graph.integer(1));
            Value queryPositions = at.node("Unsqueeze", assembly.positions(), graph.integers(-1));
            Value later = at.node("Greater", keyPositions, queryPositions);
            return at.node("Where", later, graph.number(Float.NEGATIVE_INFINITY), graph.number(0));
        });
    }
}
