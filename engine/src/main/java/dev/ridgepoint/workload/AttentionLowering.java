package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.workload.Operator.Arithmetic;

/**
 * Lowers multi-head, grouped-query and multi-query attention. The core does {@code 2 h (d + d)} FLOPs a query-key pair, reads {@code 2 g d} cached
 * elements for each token in its span and writes as many for each new one.
 */
final class AttentionLowering {

    private AttentionLowering() { }

    static void lower(LayerWriter layer, GroupedQueryAttention attention, int hidden) {
        long queries = attention.queryRows();
        long keys = attention.keyRows();
        long values = attention.valueRows();
        boolean bias = attention.qkvBias();
        if (attention.fusedQkv()) {
            layer.matmul("qkv_proj", TensorRole.ATTENTION_QKV, queries + keys + values, hidden, bias);
        } else {
            layer.matmul("q_proj", TensorRole.ATTENTION_Q, queries, hidden, bias);
            layer.matmul("k_proj", TensorRole.ATTENTION_K, keys, hidden, bias);
            if (values > 0) {
                layer.matmul("v_proj", TensorRole.ATTENTION_V, values, hidden, bias);
            }
        }
        position(layer, attention);
        core(layer, attention);
        long heads = (long) attention.heads() * attention.headSize();
        if (attention.outputGate()) {
            layer.elementwise("attention_gate", 5.0 * heads, 3.0 * heads, 0);
        }
        layer.matmul("o_proj", TensorRole.ATTENTION_OUTPUT, hidden, heads, attention.outputBias());
    }

    /** Normalises and turns queries and keys, in one pass over them: a rotation is three FLOPs an element. */
    private static void position(LayerWriter layer, GroupedQueryAttention attention) {
        boolean norm = attention.qkNorm() != QkNorm.NONE;
        boolean rotary = attention.rotarySize() > 0;
        if (!norm && !rotary) {
            return;
        }
        double heads = attention.heads() + attention.kvHeads();
        double moved = 2 * heads * (norm ? attention.headSize() : attention.rotarySize());
        double flops = heads * ((norm ? 4.0 * attention.headSize() : 0) + 3.0 * attention.rotarySize());
        long weights = switch (attention.qkNorm()) {
            case NONE -> 0;
            case PER_HEAD -> 2L * attention.headSize();
            case FULL_WIDTH -> (long) (attention.heads() + attention.kvHeads()) * attention.headSize();
        };
        layer.elementwise(norm && rotary ? "qk_norm_rope" : norm ? "qk_norm" : "rope", flops, moved, layer.vector(weights));
    }

    private static void core(LayerWriter layer, GroupedQueryAttention attention) {
        double queryElements = (double) attention.heads() * attention.headSize();
        OperatorBuilder core = new OperatorBuilder("attention", Arithmetic.ACTIVATIONS)
                .span(layer.bidirectional() ? AttentionSpan.BIDIRECTIONAL : attention.span())
                .flopsPerPair(4 * queryElements)
                .activations(layer.activations(2 * queryElements))
                .weights(attention.sinks() ? layer.vector(attention.heads()) : 0);
        if (layer.bidirectional()) {
            // An encoder keeps no cache: keys and values are activations that this pass itself made.
            core.activationsPerTokenRead(layer.activations(attention.cacheElementsPerToken()));
        } else {
            double cached = layer.cache(attention.cacheElementsPerToken());
            core.cacheRead(cached).cacheWrite(cached);
        }
        if (layer.kernel() == AttentionKernel.UNFUSED) {
            core.activationsPerScore(layer.activations(2.0 * attention.heads()));
        }
        layer.add(core);
    }
}
