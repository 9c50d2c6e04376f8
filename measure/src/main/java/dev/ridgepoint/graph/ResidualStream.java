package dev.ridgepoint.graph;

import java.util.List;

/** The hidden state that runs past the blocks. What a block adds waits for the next normalisation, which adds and normalises in one operator. */
final class ResidualStream {

    private Value state;
    private Value pending;

    /** A stream that begins with the embeddings, {@code [batch, tokens, hidden]}. */
    ResidualStream(Value embeddings) {
        this.state = embeddings;
    }

    /** Adds a block's output. */
    void add(NodeGroup at, Value output) {
        pending = pending == null ? output : at.node("Add", pending, output);
    }

    /** The stream itself, for a block that reads it unnormalised. */
    Value state(NodeGroup at) {
        if (pending != null) {
            state = at.node("Add", state, pending);
            pending = null;
        }
        return state;
    }

    /** The stream normalised. */
    Value normalised(Section section, String operator) {
        NodeGroup at = section.at(operator);
        if (pending == null) {
            return section.norm(at, state, section.hidden());
        }
        Value weight = section.ones(at, section.hidden());
        List<String> outputs = List.of(at.graph().unique(at.name() + "/normalised"), "", "", at.graph().unique(at.name() + "/sum"));
        List<Value> results = section.rms()
                ? at.named(Norms.skipRms(), outputs, state, pending, weight)
                : at.named(Norms.skipLayer(), outputs, state, pending, weight, section.zeros(at, section.hidden()));
        state = results.get(3);
        pending = null;
        return results.get(0);
    }

    /** Cuts the stream to each sequence's last token, {@code [batch, hidden]}. */
    void keepLastToken(NodeGroup at) {
        Op gather = Op.onnx("Gather").with("axis", 1);
        Value last = at.graph().integer(-1);
        state = at.node(gather, state, last);
        pending = pending == null ? null : at.node(gather, pending, last);
    }
}
