package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import java.util.List;

/**
 * Multi-head, grouped-query and multi-query attention, {@code [batch, tokens, hidden]} to the same. ONNX Runtime's GroupQueryAttention turns queries and keys,
 * appends to the cache in place when input and output share memory, and attends.
 */
final class GroupedQueryAttentionBlock {

    private final Section layer;
    private final GroupedQueryAttention attention;
    private final int size;

    private GroupedQueryAttentionBlock(Section layer, GroupedQueryAttention attention) {
        this.layer = layer;
        this.attention = attention;
        this.size = attention.headSize();
    }

    static Value build(Section layer, GroupedQueryAttention attention, Value x) {
        AttentionSpan.Kind span = attention.span().kind();
        if (span != AttentionSpan.Kind.FULL && span != AttentionSpan.Kind.SLIDING) {
            throw layer.assembly().unsupported("a " + span.name().toLowerCase(java.util.Locale.ROOT) + " attention mask");
        }
        return new GroupedQueryAttentionBlock(layer, attention).build(x);
    }

    private Value build(Value x) {
        int hidden = layer.hidden();
        boolean bias = attention.qkvBias();
        Value query;
        Value key;
        Value value;
        if (attention.fusedQkv()) {
            long rows = attention.queryRows() + attention.keyRows() + attention.valueRows();
            Value packed = layer.linear("qkv_proj", x, rows, hidden, bias);
            if (plain()) {
                return output(core(packed, null, null), null);
            }
            List<Value> parts = attention.keyIsValue()
                    ? layer.at("qkv_proj").split(packed, attention.queryRows(), attention.keyRows())
                    : layer.at("qkv_proj").split(packed, attention.queryRows(), attention.keyRows(), attention.valueRows());
            query = parts.get(0);
            key = parts.get(1);
            value = parts.get(parts.size() - 1);
        } else {
            query = layer.linear("q_proj", x, attention.queryRows(), hidden, bias);
            key = layer.linear("k_proj", x, attention.keyRows(), hidden, bias);
            value = attention.keyIsValue() ? key : layer.linear("v_proj", x, attention.valueRows(), hidden, bias);
        }
        Value gate = null;
        if (attention.outputGate()) {
            List<Value> parts = layer.at("attention_gate").split(query, (long) attention.heads() * size, (long) attention.heads() * size);
            query = parts.get(0);
            gate = parts.get(1);
        }
        return output(core(norm(query, attention.heads()), norm(key, attention.kvHeads()), value), gate);
    }

    /** Whether the three projections go into the core as they are. */
    private boolean plain() {
        return attention.qkNorm() == QkNorm.NONE && !attention.outputGate() && !attention.keyIsValue();
    }

    private Value norm(Value x, int heads) {
        NodeGroup at = layer.at(attention.rotarySize() > 0 ? "qk_norm_rope" : "qk_norm");
        return switch (attention.qkNorm()) {
            case NONE -> x;
            case FULL_WIDTH -> layer.norm(at, x, heads * size);
            case PER_HEAD -> at.reshape(layer.norm(at, at.reshape(x, 0, 0, heads, size), size), 0, 0, (long) heads * size);
        };
    }

    /** Keys and values are {@code null} when the first is all three side by side. */
    private Value core(Value query, Value key, Value value) {
        Assembly assembly = layer.assembly();
        CacheTensor keys = new CacheTensor.Heads(layer.name() + "/past_keys", layer.name() + "/keys", attention.kvHeads(), size);
        CacheTensor values = new CacheTensor.Heads(layer.name() + "/past_values", layer.name() + "/values", attention.kvHeads(), size);
        Op op = Op.contrib("GroupQueryAttention").with("num_heads", attention.heads()).with("kv_num_heads", attention.kvHeads());
        if (attention.span().kind() == AttentionSpan.Kind.SLIDING) {
            op = op.with("local_window_size", attention.span().tokens());
        }
        Value cos = null;
        Value sin = null;
        if (attention.rotarySize() > 0) {
            Assembly.Rotary rotary = assembly.rotary(attention.rotarySize());
            cos = rotary.cos();
            sin = rotary.sin();
            op = op.with("do_rotary", 1);
        }
        NodeGroup at = layer.at("attention");
        String result = at.graph().unique(at.name() + "/heads");
        List<Value> outputs = at.named(op, List.of(result, keys.output(), values.output()),
                query, key, value, assembly.cache(keys), assembly.cache(values), assembly.lastPositions(), assembly.totalTokens(), cos, sin,
                null, null, sinks());
        assembly.cached(keys, outputs.get(1));
        assembly.cached(values, outputs.get(2));
        return outputs.get(0);
    }

    private Value sinks() {
        if (!attention.sinks()) {
            return null;
        }
        float[] sinks = new float[attention.heads()];
        layer.assembly().weights().rows(layer.name() + "/sinks", 1).next(sinks);
        return layer.graph().vector(layer.name() + "/sinks", sinks);
    }

    private Value output(Value heads, Value gate) {
        Value gated = heads;
        if (gate != null) {
            NodeGroup at = layer.at("attention_gate");
            gated = at.node("Mul", heads, at.node("Sigmoid", gate));
        }
        return layer.linear("o_proj", gated, layer.hidden(), (long) attention.heads() * size, attention.outputBias());
    }
}
