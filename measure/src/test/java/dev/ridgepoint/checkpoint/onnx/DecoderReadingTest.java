package dev.ridgepoint.checkpoint.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT64;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.graph.Op;
import dev.ridgepoint.graph.UsualDecoder;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs in the manner of exporters, told by hand, and graphs that are no decoders. */
class DecoderReadingTest {

    private static final DenseFeedForward GATED = new DenseFeedForward(96, true, "silu", false, false);

    @TempDir
    private Path folder;

    private ImportedModel imported(WrittenGraph graph) {
        return ModelFile.importModel(graph.write(folder.resolve("model.onnx")));
    }

    private static void isTheDecoder(Architecture model, GroupedQueryAttention attention) {
        assertThat(model.hidden()).isEqualTo(64);
        assertThat(model.vocabulary()).isEqualTo(256);
        assertThat(model.layers()).isEqualTo(2);
        assertThat(model.norm()).isEqualTo(Architecture.Norm.RMSNORM);
        assertThat(model.groups()).hasSize(1);
        assertThat(model.groups().get(0).mixers()).containsExactly(attention);
        assertThat(model.groups().get(0).feedForwards()).containsExactly(GATED);
    }

    @Test
    void theModelBuildersGraphIsRead() {
        ImportedModel model = imported(ExportedDecoder.byModelBuilder());
        isTheDecoder(model.architecture(), Heads.of(4, 2, 32).fused().mixer());
        assertThat(model.architecture().embeddings().tied()).as("the output is stored a second time, in 4 bits").isFalse();
        assertThat(model.architecture().maxContext()).isEqualTo(4096);
        assertThat(model.architecture().nativeWeights()).isEqualTo("q4_0");
        assertThat(model.architecture().stored().formats()).containsEntry(TensorRole.ATTENTION_QKV, List.of("q4_0"))
                .containsEntry(TensorRole.OUTPUT, List.of("q4_0")).containsEntry(TensorRole.TOKEN_EMBEDDING, List.of("f16"));
        assertThat(model.remarks()).containsExactly(
                "Not in the file, and left open: max-context, for which the 4096 rows of the rotary tables are taken.");
        // 4 bits and a sixteenth of 16 bits more for each weight of the matrices, two layers and the output; the table and five norms in 16 bits.
        int matrices = 2 * (64 * 256 + 128 * 64 + 3 * 64 * 96) + 64 * 256;
        Numerics stored = Numerics.of(WeightsFormats.asStored(model.architecture()).orElseThrow());
        assertThat(Workload.of(model.architecture(), stored).weightBytes()).isEqualTo(matrices * 18 / 32 + 2 * (256 * 64 + 5 * 64));
    }

    @Test
    void aTracedGraphIsReadByThePlacesOfItsProducts() {
        ImportedModel model = imported(ExportedDecoder.traced());
        isTheDecoder(model.architecture(), Heads.of(4, 2, 32).mixer());
        assertThat(model.architecture().embeddings().tied()).isTrue();
        assertThat(model.architecture().nativeWeights()).isEqualTo("f32");
        // A table, two layers of attention (queries and output 64 x 128, keys and values 64 x 64) and block, five norms.
        assertThat(model.architecture().parameters()).isEqualTo(256 * 64 + 2 * (2 * 64 * 128 + 2 * 64 * 64 + 3 * 64 * 96) + 5 * 64);
        assertThat(model.remarks()).containsExactly("Not in the file, and left open: a sliding window, which would be in the numbers of a mask, max-context.");
    }

    @Test
    void productsInIntegersAreReadAsTheirScaledResults() {
        Architecture model = imported(ExportedDecoder.inEightBits()).architecture();
        isTheDecoder(model, Heads.of(4, 2, 32).mixer());
        assertThat(model.nativeWeights()).isEqualTo("onnx-int8");
    }

    /** A layer that begins with packed attention in one node, as ONNX Runtime's optimiser makes it, and ends in what is given its norm. */
    private WrittenGraph fused(BiFunction<WrittenGraph, String, String> block) {
        WrittenGraph g = new WrittenGraph();
        g.input("ids", INT64, 1, "tokens");
        g.input("places", INT64, 1, "tokens");
        String stream = g.node("embedded", "Add", g.node("words", "Gather", g.weight("wte", FLOAT, 500, 64), "ids"),
                g.node("positions", "Gather", g.weight("wpe", FLOAT, 128, 64), "places"));
        String normed = g.node("ln_1", "LayerNormalization", stream, g.weight("ln_1.w", FLOAT, 64), g.weight("ln_1.b", FLOAT, 64));
        String heads = g.node("attn", Op.contrib("Attention").with("num_heads", 4).with("unidirectional", 1), normed, g.weight("attn.w", FLOAT, 64, 192),
                g.weight("attn.b", FLOAT, 192));
        String attended = g.node("attn_out", "Gemm", heads, g.weight("attn_out.w", FLOAT, 64, 64), g.weight("attn_out.b", FLOAT, 64));
        String again = g.node("ln_2", Op.contrib("SkipLayerNormalization"), List.of("ln_2/out", "", "", "ln_2/sum"), stream, attended,
                g.weight("ln_2.w", FLOAT, 64), g.weight("ln_2.b", FLOAT, 64));
        String sum = g.node("sum", "Add", "ln_2/sum", block.apply(g, again));
        String end = g.node("ln_f", "LayerNormalization", sum, g.weight("ln_f.w", FLOAT, 64), g.weight("ln_f.b", FLOAT, 64));
        g.node("head", Op.onnx("MatMul"), List.of("scores"), end, g.node("turned", "Transpose", "wte"));
        g.output("scores", FLOAT, 1, "tokens", 500);
        return g;
    }

    @Test
    void aNodeThatProjectsAndAttendsIsBoth() {
        Architecture model = imported(fused((g, x) -> g.node("down", "Gemm", g.node("gelu", Op.contrib("FastGelu"),
                g.node("up", "Gemm", x, g.weight("up.w", FLOAT, 64, 256), g.weight("up.b", FLOAT, 256))), g.weight("down.w", FLOAT, 256, 64),
                g.weight("down.b", FLOAT, 64)))).architecture();
        assertThat(model.embeddings()).isEqualTo(new Architecture.Embeddings(true, 128, 0, false, true, false, false));
        assertThat(model.norm()).isEqualTo(Architecture.Norm.LAYERNORM);
        assertThat(model.groups().get(0).mixers()).containsExactly(Heads.of(4, 4, 16).fused().biases(true, true).rotary(0).mixer());
        assertThat(model.groups().get(0).feedForwards()).containsExactly(new DenseFeedForward(256, false, "gelu-tanh", true, false));
    }

    @Test
    void anExpertNodeIsAMixture() {
        BiFunction<WrittenGraph, String, String> experts = (g, x) -> g.node("moe", Op.contrib("QMoE").with("k", 2).with("activation_type", "silu")
                        .with("expert_weight_bits", 4), x, g.node("router", "MatMul", x, g.weight("router.w", FLOAT, 64, 8)),
                g.weight("fc1", UINT8, 8, 2 * 96, 64 / 2), g.weight("fc1.scale", FLOAT, 8, 192), "", g.weight("fc2", UINT8, 8, 64, 96 / 2),
                g.weight("fc2.scale", FLOAT, 8, 64));
        assertThat(imported(fused(experts)).architecture().groups().get(0).feedForwards())
                .containsExactly(new MixtureOfExperts(8, 2, 96, true, "silu", false, false, 0, 0, false));
    }

    @Test
    void whatIsNoDecoderIsToldInALineThatPointsToItsOperators() {
        WrittenGraph picture = new WrittenGraph();
        picture.input("pixels", FLOAT, 1, 3, 32, 32);
        String features = picture.node("conv", "Conv", "pixels", picture.weight("kernel", FLOAT, 8, 3, 3, 3));
        picture.node("classes", Op.onnx("Gemm"), List.of("scores"), picture.node("flat", "Flatten", features), picture.weight("head", FLOAT, 7200, 10));
        picture.output("scores", FLOAT, 1, 10);
        refused(picture, "is no decoder that is known: no table of rows of 7200, as its output reads, is looked up");

        WrittenGraph empty = new WrittenGraph();
        refused(empty, "its graph has no nodes");

        WrittenGraph encoder = new WrittenGraph();
        encoder.input("input_ids", INT64, 1, "tokens");
        encoder.node("embedding", Op.onnx("Gather"), List.of("states"), encoder.weight("table", FLOAT, 100, 16), "input_ids");
        encoder.output("states", FLOAT, 1, "tokens", 16);
        refused(encoder, "is no decoder that is known: none of its outputs is a product over a vocabulary");
    }

    @Test
    void aMixerThatIsNotKnownIsNamed() {
        WrittenGraph scan = block("Scan");
        refused(scan, "layer 0: a block with Scan, which is no attention and no feed-forward block that is known");
        refused(block("MultiHeadAttention"), "layer 0: attention without a cache that nothing tells to look back only, as an encoder's");
    }

    /** One layer of a product, a node of that type, and a product. */
    private static WrittenGraph block(String type) {
        WrittenGraph g = new WrittenGraph();
        g.input("input_ids", INT64, 1, "tokens");
        String stream = g.node("embedding", "Gather", g.weight("table", FLOAT, 100, 16), "input_ids");
        String normed = g.node("norm", "LayerNormalization", stream, g.weight("scale", FLOAT, 16), g.weight("shift", FLOAT, 16));
        String inner = g.node("mixer", Op.contrib(type).with("num_heads", 2), g.node("in", "MatMul", normed, g.weight("in.weight", FLOAT, 16, 16)));
        String sum = g.node("sum", "Add", stream, g.node("out", "MatMul", inner, g.weight("out.weight", FLOAT, 16, 16)));
        g.node("head", Op.onnx("MatMul"), List.of("logits"), sum, g.weight("head.weight", FLOAT, 16, 100));
        g.output("logits", FLOAT, 1, "tokens", 100);
        return g;
    }

    private void refused(WrittenGraph graph, String reason) {
        Path path = graph.write(folder.resolve("other.onnx"));
        assertThatThrownBy(() -> ModelFile.importModel(path)).isInstanceOf(InvalidInputException.class).hasMessage(path + ": " + reason
                + "; put the model's config.json beside it, or ask 'ridgepoint import " + path + " --operators' what its nodes cost");
    }

    @Test
    void damagedFilesAreRefusedOrReadButNeverCrash() throws IOException {
        byte[] whole = Files.readAllBytes(UsualDecoder.of().write(folder.resolve("whole.onnx")));
        byte[] exported = Files.readAllBytes(ExportedDecoder.traced().write(folder.resolve("exported.onnx")));
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = (i % 2 == 0 ? whole : exported).clone();
            if (i % 4 < 2) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            } else {
                for (int flips = 0; flips < 5; flips++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
            }
            Path path = Files.write(folder.resolve("damaged.onnx"), damaged);
            try {
                assertThat(ModelFile.importModel(path).architecture().layers()).isPositive();
            } catch (InvalidInputException e) {
                assertThat(e.getMessage()).startsWith(path.toString()).doesNotContain("\n");
            }
        }
    }
}
