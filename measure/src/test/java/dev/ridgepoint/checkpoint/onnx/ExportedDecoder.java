package dev.ridgepoint.checkpoint.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT16;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT64;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT8;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.UINT8;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.ridgepoint.graph.Op;
import java.util.List;

/**
 * Two layers as exporters write them: hidden size 64, 4 heads of 32 over 2, a gated block of 96, 256 tokens; queries are twice as wide as the stream, so that
 * no size stands for another.
 */
final class ExportedDecoder {

    private static final int HIDDEN = 64;
    private static final int HEADS = 4;
    private static final int KEYS = 2;
    private static final int SIZE = 32;
    private static final int WIDTH = 96;
    private static final int VOCABULARY = 256;
    private static final int LAYERS = 2;
    private static final int BLOCK = 32;

    private final WrittenGraph g = new WrittenGraph();

    private final Product format;

    private ExportedDecoder(Product format) {
        this.format = format;
    }

    /** In the manner of ONNX Runtime's model builder: fused nodes, packed projections, 4 bits with 16-bit scales, caches in 16 bits. */
    static WrittenGraph byModelBuilder() {
        return new ExportedDecoder(ExportedDecoder::plain).modelBuilder();
    }

    /** The same traced model after dynamic quantisation: inputs in 8 bits on the fly, products in integers, scaled back. */
    static WrittenGraph inEightBits() {
        return new ExportedDecoder((g, name, x, number, inputs, outputs) -> {
            String weight = g.weight("onnx::MatMul_" + number + "_quantized", INT8, inputs, outputs);
            g.node(name + "_quantise", Op.onnx("DynamicQuantizeLinear"), List.of(name + "_x", name + "_scale", name + "_zero"), x);
            String product = g.node(name + "_quant", "MatMulInteger", name + "_x", weight, name + "_zero");
            String scales = g.node(name + "_scales", "Mul", name + "_scale", g.weight("onnx::MatMul_" + number + "_scale", FLOAT, outputs));
            return g.node(name, "Mul", g.node(name + "_cast", Op.onnx("Cast").with("to", 1), product), scales);
        }).trace();
    }

    /** In the manner of a traced PyTorch model: norms, rotation and attention in plain arithmetic, matrices in 32 bits by number. */
    static WrittenGraph traced() {
        return new ExportedDecoder(ExportedDecoder::plain).trace();
    }

    private String inFourBits(String name, String x, int inputs, int outputs) {
        Op op = Op.contrib("MatMulNBits").with("K", inputs).with("N", outputs).with("bits", 4).with("block_size", BLOCK);
        int blocks = inputs / BLOCK;
        String weight = name.substring(1).replace('/', '.').replace(".MatMul_Q4", ".MatMul.weight_Q4");
        return g.node(name, op, x, g.weight(weight, UINT8, outputs, blocks, BLOCK / 2), g.weight(weight + "_scales", FLOAT16, (long) outputs * blocks));
    }

    private void inputs(DataType cache) {
        g.input("input_ids", INT64, "batch_size", "sequence_length");
        g.input("attention_mask", INT64, "batch_size", "total_sequence_length");
        for (int i = 0; i < LAYERS; i++) {
            for (String part : List.of("key", "value")) {
                g.input("past_key_values." + i + "." + part, cache, "batch_size", KEYS, "past_sequence_length", SIZE);
                g.output("present." + i + "." + part, cache, "batch_size", KEYS, "total_sequence_length", SIZE);
            }
        }
    }

    private WrittenGraph modelBuilder() {
        inputs(FLOAT16);
        String mask = "/model/attn_mask_reformat/attn_mask_subgraph/";
        String seen = g.node(mask + "ReduceSum", "ReduceSum", "attention_mask", g.integers("one", 1));
        String last = g.node(mask + "Sub/Cast", Op.onnx("Cast").with("to", 6), g.node(mask + "Sub", "Sub", seen, "one"));
        String all = g.node(mask + "Gather/Cast", Op.onnx("Cast").with("to", 6),
                g.node(mask + "Gather", "Gather", g.node(mask + "Shape", "Shape", "attention_mask"), g.integer("last_axis", 1)));
        String cos = g.weight("cos_cache", FLOAT16, 4096, SIZE / 2);
        String sin = g.weight("sin_cache", FLOAT16, 4096, SIZE / 2);
        String table = g.weight("model.embed_tokens.weight", FLOAT16, VOCABULARY, HIDDEN);
        String stream = g.node("/model/embed_tokens/Gather", "Gather", table, "input_ids");
        String normed = g.node("/model/layers.0/input_layernorm/LayerNorm", Op.onnx("SimplifiedLayerNormalization").with("epsilon", 1e-5f), stream,
                g.weight("model.layers.0.input_layernorm.weight", FLOAT16, HIDDEN));
        for (int i = 0; i < LAYERS; i++) {
            String layer = "/model/layers." + i;
            String packed = inFourBits(layer + "/attn/qkv_proj/MatMul_Q4", normed, HIDDEN, (HEADS + 2 * KEYS) * SIZE);
            Op op = Op.contrib("GroupQueryAttention").with("num_heads", HEADS).with("kv_num_heads", KEYS).with("do_rotary", 1).with("local_window_size", -1);
            String heads = g.node(layer + "/attn/GroupQueryAttention", op, List.of(layer + "/attn/GroupQueryAttention/output_0", "present." + i + ".key",
                    "present." + i + ".value"), packed, "", "", "past_key_values." + i + ".key", "past_key_values." + i + ".value", last, all, cos, sin);
            String attended = inFourBits(layer + "/attn/o_proj/MatMul_Q4", heads, HEADS * SIZE, HIDDEN);
            String sum = layer + "/post_attention_layernorm/output_3";
            normed = skip(layer + "/post_attention_layernorm", sum, stream, attended);
            String gate = inFourBits(layer + "/mlp/gate_proj/MatMul_Q4", normed, HIDDEN, WIDTH);
            String up = inFourBits(layer + "/mlp/up_proj/MatMul_Q4", normed, HIDDEN, WIDTH);
            String silu = g.node(layer + "/mlp/act_fn/Mul", "Mul", gate, g.node(layer + "/mlp/act_fn/Sigmoid", "Sigmoid", gate));
            String down = inFourBits(layer + "/mlp/down_proj/MatMul_Q4", g.node(layer + "/mlp/Mul", "Mul", silu, up), WIDTH, HIDDEN);
            boolean end = i == LAYERS - 1;
            String next = end ? "/model/layers." + LAYERS + "/final_norm_layernorm" : "/model/layers." + (i + 1) + "/input_layernorm";
            stream = next + "/output_3";
            normed = skip(next, end ? "" : stream, sum, down);
        }
        g.node("/lm_head/Cast", Op.onnx("Cast").with("to", 1), List.of("logits"), inFourBits("/lm_head/MatMul_Q4", normed, HIDDEN, VOCABULARY));
        g.output("logits", FLOAT, "batch_size", "sequence_length", VOCABULARY);
        return g;
    }

    private String skip(String name, String sum, String stream, String added) {
        List<String> outputs = sum.isEmpty() ? List.of(name + "/output_0") : List.of(name + "/output_0", "", "", sum);
        return g.node(name + "/SkipLayerNorm", Op.contrib("SkipSimplifiedLayerNormalization"), outputs, stream, added,
                g.weight(name.substring(1).replace('/', '.') + ".weight", FLOAT16, HIDDEN));
    }

    private String matrix(String name, String x, int number, int inputs, int outputs) {
        return format.product(g, name, x, number, inputs, outputs);
    }

    /** How a traced graph multiplies. */
    private interface Product {
        String product(WrittenGraph g, String name, String x, int number, int inputs, int outputs);
    }

    private static String plain(WrittenGraph g, String name, String x, int number, int inputs, int outputs) {
        return g.node(name, "MatMul", x, g.weight("onnx::MatMul_" + number, FLOAT, inputs, outputs));
    }

    private WrittenGraph trace() {
        inputs(FLOAT);
        g.input("position_ids", INT64, "batch_size", "sequence_length");
        g.number("two", 2);
        g.number("epsilon", 1e-6f);
        g.number("unity", 1);
        g.number("scale", (float) Math.sqrt(Math.sqrt(1.0 / SIZE)));
        for (int[] split : new int[][] {{0, HEADS}, {1, KEYS}}) {
            g.integers("to_heads_" + split[1], 0, -1, split[1], SIZE);
        }
        g.integers("joined", 0, -1, HEADS * SIZE);
        g.integers("repeated", 1, KEYS, HEADS / KEYS, 1, SIZE);
        g.integers("heads_again", 0, HEADS, -1, SIZE);
        g.integers("zero", 0);
        g.integers("half", SIZE / 2);
        g.integers("whole", SIZE);
        g.integers("axis", 3);
        g.integers("second", 2);
        // A table that the output shares, turned.
        String table = g.weight("model.embed_tokens.weight", FLOAT, VOCABULARY, HIDDEN);
        String stream = g.node("/model/embed_tokens/Gather", "Gather", table, "input_ids");
        String rotary = "/model/rotary_emb/";
        String positions = g.node(rotary + "Cast", Op.onnx("Cast").with("to", 1), g.node(rotary + "Unsqueeze", "Unsqueeze", "position_ids", "zero"));
        String angles = g.node(rotary + "MatMul", "MatMul", g.weight("inv_freq", FLOAT, 1, SIZE / 2, 1), positions);
        String turned = g.node(rotary + "Transpose", Op.onnx("Transpose").with("perm", 0L, 2L, 1L), angles);
        String both = g.node(rotary + "Concat", Op.onnx("Concat").with("axis", -1), turned, turned);
        String cos = g.node(rotary + "Cos", "Cos", both);
        String sin = g.node(rotary + "Sin", "Sin", both);
        String mask = g.node("/model/Where", "Where", g.node("/model/Equal", "Equal", "attention_mask", "zero"), "two", "unity");
        int number = 1000;
        for (int i = 0; i < LAYERS; i++) {
            String layer = "/model/layers." + i;
            String attention = layer + "/self_attn";
            String x = rms(layer + "/input_layernorm", stream);
            String q = heads(attention, "q", matrix(attention + "/q_proj/MatMul", x, number++, HIDDEN, HEADS * SIZE), HEADS, cos, sin);
            String k = heads(attention, "k", matrix(attention + "/k_proj/MatMul", x, number++, HIDDEN, KEYS * SIZE), KEYS, cos, sin);
            String v = byHead(attention, "v", matrix(attention + "/v_proj/MatMul", x, number++, HIDDEN, KEYS * SIZE), KEYS);
            String keys = cached(attention, i, "key", k);
            String values = cached(attention, i, "value", v);
            String scaled = g.node(attention + "/Mul_q", "Mul", q, "scale");
            String scores = g.node(attention + "/MatMul", "MatMul", scaled, g.node(attention + "/Mul_k", "Mul",
                    g.node(attention + "/Transpose_kt", Op.onnx("Transpose").with("perm", 0L, 1L, 3L, 2L), keys), "scale"));
            String shares = g.node(attention + "/Softmax", Op.onnx("Softmax").with("axis", -1), g.node(attention + "/Add_mask", "Add", scores, mask));
            String mixed = g.node(attention + "/Transpose_out", Op.onnx("Transpose").with("perm", 0L, 2L, 1L, 3L),
                    g.node(attention + "/MatMul_1", "MatMul", shares, values));
            String o = matrix(attention + "/o_proj/MatMul", g.node(attention + "/Reshape_out", "Reshape", mixed, "joined"), number++, HEADS * SIZE, HIDDEN);
            stream = g.node(layer + "/Add", "Add", stream, o);
            String y = rms(layer + "/post_attention_layernorm", stream);
            String gate = matrix(layer + "/mlp/gate_proj/MatMul", y, number++, HIDDEN, WIDTH);
            String up = matrix(layer + "/mlp/up_proj/MatMul", y, number++, HIDDEN, WIDTH);
            String silu = g.node(layer + "/mlp/act_fn/Mul", "Mul", gate, g.node(layer + "/mlp/act_fn/Sigmoid", "Sigmoid", gate));
            String inner = g.node(layer + "/mlp/Mul", "Mul", silu, up);
            stream = g.node(layer + "/Add_1", "Add", stream, matrix(layer + "/mlp/down_proj/MatMul", inner, number++, WIDTH, HIDDEN));
        }
        String end = rms("/model/norm", stream);
        g.node("/lm_head/MatMul", Op.onnx("MatMul"), List.of("logits"), end, g.node("/lm_head/Transpose", Op.onnx("Transpose").with("perm", 1L, 0L), table));
        g.output("logits", FLOAT, "batch_size", "sequence_length", VOCABULARY);
        return g;
    }

    private String rms(String name, String x) {
        String squares = g.node(name + "/ReduceMean", Op.onnx("ReduceMean").with("axes", new long[] {-1}), g.node(name + "/Pow", "Pow", x, "two"));
        String root = g.node(name + "/Sqrt", "Sqrt", g.node(name + "/Add", "Add", squares, "epsilon"));
        String normed = g.node(name + "/Mul", "Mul", x, g.node(name + "/Div", "Div", "unity", root));
        return g.node(name + "/Mul_1", "Mul", g.weight(name.substring(1).replace('/', '.') + ".weight", FLOAT, HIDDEN), normed);
    }

    private String byHead(String attention, String part, String x, int heads) {
        return g.node(attention + "/Transpose_" + part, Op.onnx("Transpose").with("perm", 0L, 2L, 1L, 3L),
                g.node(attention + "/Reshape_" + part, "Reshape", x, "to_heads_" + heads));
    }

    /** With the halves of each head exchanged, one of them negated. */
    private String heads(String attention, String part, String x, int heads, String cos, String sin) {
        String h = byHead(attention, part, x, heads);
        String first = g.node(attention + "/Slice_" + part, "Slice", h, "zero", "half", "axis");
        String second = g.node(attention + "/Slice_1" + part, "Slice", h, "half", "whole", "axis");
        String exchanged = g.node(attention + "/Concat_" + part, Op.onnx("Concat").with("axis", -1), g.node(attention + "/Neg_" + part, "Neg", second), first);
        return g.node(attention + "/Add_" + part, "Add", g.node(attention + "/Mul_cos" + part, "Mul", h, cos),
                g.node(attention + "/Mul_sin" + part, "Mul", exchanged, sin));
    }

    /** The cache with the new tokens, each head as often as there are queries for it. */
    private String cached(String attention, int layer, String part, String x) {
        String present = g.node(attention + "/Concat_" + part, Op.onnx("Concat").with("axis", 2), List.of("present." + layer + "." + part),
                "past_key_values." + layer + "." + part, x);
        String wide = g.node(attention + "/Expand_" + part, "Expand", g.node(attention + "/Unsqueeze_" + part, "Unsqueeze", present, "second"), "repeated");
        return g.node(attention + "/Reshape_wide_" + part, "Reshape", wide, "heads_again");
    }
}
