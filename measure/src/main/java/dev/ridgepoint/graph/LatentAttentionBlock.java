package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.predict.LatentExecution;
import java.util.List;

/**
 * Multi-head latent attention in plain operators, {@code [batch, tokens, hidden]} to the same. The cache holds a token's latent and its rotary key apart:
 * either is read whole by a product, so nothing is cut out of it. The new rows are scattered into it, in place when input and output share memory.
 *
 * <p>Where both executions are wanted, an {@code If} takes the absorbed one for single tokens; the up-projection is then stored twice.
 */
final class LatentAttentionBlock {

    private final Section layer;
    private final LatentAttention mla;
    private final Value latents;
    private final Value ropeKeys;
    private final Value query;
    private final Value ropeQuery;

    /** Sizes as the engine has them: heads h, rank r, d_nope, d_rope, d_v. */
    private LatentAttentionBlock(Section layer, LatentAttention mla, Value x) {
        this.layer = layer;
        this.mla = mla;
        int hidden = layer.hidden();
        NodeGroup rope = layer.at("rope");
        // [batch, tokens, h (d_nope + d_rope)] to heads before tokens
        Value heads = rope.transpose(rope.reshape(queries(x), 0, 0, mla.heads(), mla.queryKeySize()), 0, 2, 1, 3);
        List<Value> queryParts = rope.split(heads, mla.nopeSize(), mla.ropeSize());
        this.query = queryParts.get(0);
        this.ropeQuery = rotated(rope, queryParts.get(1));

        List<Value> keyParts = layer.at("kv_a_proj").split(
                layer.linear("kv_a_proj", x, mla.latentSize(), hidden, false), mla.kvRank(), mla.ropeSize());
        Value latent = layer.rmsNorm("kv_a_norm", keyParts.get(0), mla.kvRank());
        Value ropeKey = rope.node("Squeeze", rotated(rope, rope.node("Unsqueeze", keyParts.get(1), layer.graph().integers(1))), layer.graph().integers(1));
        this.latents = appended("latents", latent, mla.kvRank());
        this.ropeKeys = appended("rope_keys", ropeKey, mla.ropeSize());
    }

    static Value build(Section layer, LatentAttention mla, Value x) {
        if (mla.indexer().isPresent()) {
            throw layer.assembly().unsupported("a sparse attention's indexer");
        }
        LatentAttentionBlock block = new LatentAttentionBlock(layer, mla, x);
        Value heads = switch (layer.assembly().spec().latentExecution()) {
            case EXPANDED -> block.core(layer, LatentExecution.EXPANDED);
            case ABSORBED -> block.core(layer, LatentExecution.ABSORBED);
            case CHEAPER -> block.either();
        };
        NodeGroup at = layer.at("attention");
        // [batch, h, tokens, d_v] to heads side by side
        Value joined = at.reshape(at.transpose(heads, 0, 2, 1, 3), 0, 0, (long) mla.heads() * mla.valueSize());
        return layer.linear("o_proj", joined, layer.hidden(), (long) mla.heads() * mla.valueSize(), false);
    }

    private Value queries(Value x) {
        long rows = (long) mla.heads() * mla.queryKeySize();
        if (mla.queryRank() == 0) {
            return layer.linear("q_proj", x, rows, layer.hidden(), false);
        }
        Value latent = layer.rmsNorm("q_a_norm", layer.linear("q_a_proj", x, mla.queryRank(), layer.hidden(), false), mla.queryRank());
        return layer.linear("q_b_proj", latent, rows, mla.queryRank(), false);
    }

    /** {@code [batch, heads, tokens, d_rope]} turned. */
    private Value rotated(NodeGroup at, Value x) {
        Assembly assembly = layer.assembly();
        Value first = assembly.shared("first_position", () -> {
            NodeGroup positions = assembly.model().at("positions");
            return positions.node("Gather", assembly.positions(), assembly.graph().integers(0));
        });
        Assembly.Rotary rotary = assembly.rotary(mla.ropeSize());
        return at.node(Op.contrib("RotaryEmbedding"), x, first, rotary.cos(), rotary.sin());
    }

    /** The cache with the new rows, {@code [batch, all tokens, width]}. */
    private Value appended(String name, Value rows, int width) {
        Assembly assembly = layer.assembly();
        NodeGroup at = layer.at("attention");
        CacheTensor cache = new CacheTensor.Tokens(layer.name() + "/past_" + name, layer.name() + "/" + name, width);
        Value slots = assembly.shared("slots", () -> {
            NodeGroup positions = assembly.model().at("positions");
            return positions.node("Unsqueeze", assembly.positions(), assembly.graph().integers(-1));
        });
        int batch = assembly.spec().batch();
        Value byToken = batch == 1 ? at.reshape(rows, -1, 1, width) : at.transpose(rows, 1, 0, 2);
        Value updated = at.named(Op.onnx("ScatterND"), List.of(cache.output()), assembly.cache(cache), slots, byToken).get(0);
        assembly.cached(cache, updated);
        // Another view of the same memory for one sequence, a copy for several.
        return batch == 1 ? at.reshape(updated, 1, -1, width) : at.transpose(updated, 1, 0, 2);
    }

    private Value either() {
        Assembly assembly = layer.assembly();
        Value single = assembly.shared("single_token", () -> {
            NodeGroup at = assembly.model().at("positions");
            return at.node("Equal", at.node("Size", assembly.positions()), assembly.graph().integer(1));
        });
        Graph absorbed = branch("absorbed", LatentExecution.ABSORBED);
        Graph expanded = branch("expanded", LatentExecution.EXPANDED);
        return layer.at("attention").node(Op.onnx("If").with("then_branch", absorbed).with("else_branch", expanded), single);
    }

    private Graph branch(String name, LatentExecution execution) {
        Graph branch = layer.graph().branch(layer.name() + "/" + name);
        Value heads = core(layer.in(branch), execution);
        branch.output(heads, ElementType.FLOAT, Dimension.of(layer.assembly().spec().batch()), Dimension.of(mla.heads()),
                Dimension.named("tokens"), Dimension.of(mla.valueSize()));
        return branch;
    }

    /** {@code [batch, h, tokens, d_v]}. */
    private Value core(Section section, LatentExecution execution) {
        return execution == LatentExecution.ABSORBED ? absorbed(section) : expanded(section);
    }

    private Value expanded(Section section) {
        NodeGroup up = section.at("kv_b_proj");
        Value both = section.linear("kv_b_proj", latents, (long) mla.heads() * (mla.nopeSize() + mla.valueSize()), mla.kvRank(), false);
        Value byHead = up.transpose(up.reshape(both, 0, 0, mla.heads(), mla.nopeSize() + mla.valueSize()), 0, 2, 1, 3);
        List<Value> keysAndValues = up.split(byHead, mla.nopeSize(), mla.valueSize());
        NodeGroup at = section.at("attention");
        Value nope = at.node(scaledByTranspose(), query, keysAndValues.get(0));
        return at.node("MatMul", weights(section, at, nope), keysAndValues.get(1));
    }

    private Value absorbed(Section section) {
        Matrix matrix = section.matrix("kv_b_proj", (long) mla.heads() * (mla.nopeSize() + mla.valueSize()), mla.kvRank());
        LatentUpProjection up = new LatentUpProjection(matrix, mla);
        NodeGroup queries = section.at("q_absorb");
        Value latentQuery = queries.node("MatMul", query, up.keys(queries));
        NodeGroup at = section.at("attention");
        Value nope = at.node(scaledByTranspose(), latentQuery, at.node("Unsqueeze", latents, at.graph().integers(1)));
        Value weights = weights(section, at, nope);
        Value latentHeads = at.node("MatMul", weights, at.node("Unsqueeze", latents, at.graph().integers(1)));
        NodeGroup values = section.at("v_absorb");
        return values.node("MatMul", latentHeads, up.values(values));
    }

    /** Softmax of the scores without position, those with it added: {@code [batch, h, tokens, all tokens]}. */
    private Value weights(Section section, NodeGroup at, Value nope) {
        Value rope = at.node(scaledByTranspose(), ropeQuery, at.node("Unsqueeze", ropeKeys, at.graph().integers(1)));
        Value masked = at.node("Add", at.node("Add", nope, rope), CausalMask.of(section.assembly(), ropeKeys));
        return at.node(Op.onnx("Softmax").with("axis", -1), masked);
    }

    private Op scaledByTranspose() {
        return Op.contrib("FusedMatMul").with("transB", 1).with("alpha", (float) (1 / Math.sqrt(mla.queryKeySize())));
    }
}
