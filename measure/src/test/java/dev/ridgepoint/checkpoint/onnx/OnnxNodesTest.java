package dev.ridgepoint.checkpoint.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.graph.UsualDecoder;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the nodes of a graph cost: a decoder of two layers, hidden size 16, two heads of 8 over one, counted by hand. */
class OnnxNodesTest {

    @TempDir
    private Path folder;

    private OnnxNodes usual(int batch, int tokens, int depth) {
        return OnnxNodes.read(UsualDecoder.of().write(folder.resolve("usual.onnx")), new PassSize(batch, tokens, depth, Map.of()));
    }

    private static NodeCost of(OnnxNodes nodes, String operator, int index) {
        return nodes.nodes().stream().filter(node -> node.operator().equals(operator)).toList().get(index);
    }

    @Test
    void aProductIsTwoFlopsAMultiplyAccumulate() {
        NodeCost query = of(usual(2, 5, 3), "MatMul", 0);
        assertThat(query.output()).containsExactly(2L, 5L, 16L);
        assertThat(query.flops()).isEqualTo(2.0 * 2 * 5 * 16 * 16);
        assertThat(query.weightBytes()).isEqualTo(4.0 * 16 * 16);
        assertThat(query.activationBytes()).isEqualTo(4.0 * 2 * 5 * (16 + 16));
    }

    @Test
    void attentionMeetsEveryCachedTokenAndMovesTheCache() {
        NodeCost attention = of(usual(1, 5, 3), "GroupQueryAttention", 0);
        assertThat(attention.flops()).as("queries and values against 8 tokens").isEqualTo(2.0 * 2 * 5 * 8 * 16);
        // Queries, keys, values, output; the cache as it was and as it is; two numbers of 32 bits.
        assertThat(attention.activationBytes()).isEqualTo(4.0 * 5 * (16 + 8 + 8 + 16) + 2 * 4.0 * 8 * (3 + 8) + 4 + 4);
    }

    @Test
    void aTableIsReadRowByRow() {
        NodeCost tokens = usual(1, 5, 0).nodes().stream().filter(node -> node.operator().equals("Gather") && node.weightBytes() > 8).findFirst().orElseThrow();
        assertThat(tokens.weightBytes()).isEqualTo(4.0 * 5 * 16);
        assertThat(tokens.flops()).isZero();
    }

    @Test
    void ofTheTablesOfAnglesThePassReadsItsPositions() {
        OnnxNodes nodes = OnnxNodes.read(ExportedDecoder.byModelBuilder().write(folder.resolve("fused.onnx")), new PassSize(1, 3, 5, Map.of()));
        assertThat(of(nodes, "GroupQueryAttention", 0).weightBytes()).as("3 rows of 16 cosines and 16 sines in 16 bits").isEqualTo(3 * 2 * 16 * 2);
    }

    @Test
    void nothingIsLeftOutOfAUsualDecoder() {
        OnnxNodes nodes = usual(1, 1, 7);
        assertThat(nodes.shapeless()).isEmpty();
        assertThat(nodes.notCounted()).isEmpty();
        assertThat(nodes.flops()).isEqualTo(nodes.nodes().stream().mapToDouble(NodeCost::flops).sum()).isPositive();
    }

    @Test
    void aShippedModelsProductsAreThoseOfItsWeights() throws IOException {
        Architecture model = Library.find().architecture("smollm2-135m");
        byte[] graph = DecoderGraph.of(new GraphSpec(model, MatrixFormat.FP32, LatentExecution.CHEAPER, 64, 1), (name, columns) -> row -> { }).model();
        OnnxNodes nodes = OnnxNodes.read(Files.write(folder.resolve("graph.onnx"), graph), new PassSize(1, 16, 0, Map.of()));
        long inLayers = 30L * (2 * 576 * 576 + 2 * 576 * 192 + 3 * 576 * 1536);
        double products = nodes.nodes().stream().filter(node -> node.operator().equals("MatMul")).mapToDouble(NodeCost::flops).sum();
        assertThat(products).isEqualTo(2.0 * 16 * inLayers + 2.0 * 576 * 49152);
        assertThat(nodes.shapeless()).isEmpty();
    }

    @Test
    void anExtentOfNoKnownNameIsAskedFor() {
        Path path = UsualDecoder.of().renamed("input_ids", "words").write(folder.resolve("odd.onnx"));
        OnnxNodes named = OnnxNodes.read(path, new PassSize(1, 4, 0, Map.of()));
        assertThat(named.shapeless()).as("'tokens' and 'batch' tell").isEmpty();
        Path open = UsualDecoder.of().renamed("input_ids", "words").withExtent("words", 1, -1).write(folder.resolve("open.onnx"));
        assertThatThrownBy(() -> OnnxNodes.read(open, new PassSize(1, 4, 0, Map.of()))).isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("extents of unknown size: open; give each with --extent NAME=SIZE");
        assertThat(OnnxNodes.read(open, new PassSize(1, 4, 0, Map.of("open", 4L))).flops()).isEqualTo(named.flops());
    }

    @Test
    void filesThatAreNoneAndFilesCutShortAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(UsualDecoder.of().write(folder.resolve("whole.onnx")));
        for (int length : List.of(0, 1, 10, 100, whole.length / 2, whole.length - 1)) {
            Path cut = Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxNodes.read(cut, new PassSize(1, 1, 0, Map.of()))).as("%d bytes", length).isInstanceOf(InvalidInputException.class)
                    .hasMessageNotContaining("\n");
        }
        Path foreign = Files.write(folder.resolve("foreign.onnx"), "GGUF is not what this should be".getBytes());
        assertThatThrownBy(() -> OnnxNodes.read(foreign, new PassSize(1, 1, 0, Map.of()))).hasMessageContaining("is not an ONNX model");
        assertThatThrownBy(() -> OnnxNodes.read(folder.resolve("none.onnx"), new PassSize(1, 1, 0, Map.of()))).hasMessageEndingWith("no such file");
    }

    @Test
    void aModelIsImportedWithTheConfigurationBesideIt() throws IOException {
        Path path = UsualDecoder.of().write(folder.resolve("model.onnx"));
        assertThatThrownBy(() -> ModelFile.importModel(path)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("layer 0: a layer without norms, which no descriptor can tell");
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "llama", "hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1,
                 "vocab_size": 48, "max_position_embeddings": 64, "tie_word_embeddings": false, "hidden_act": "silu"}""");
        assertThat(ModelFile.importModel(path).architecture().nativeWeights()).isEqualTo("f32");
        assertThat(ModelFile.importModel(path).remarks()).as("it has no feed-forward blocks").anyMatch(line -> line.contains("weights in the graph, and"));
    }

    @Test
    void aNodeTakesTheLongerOfItsArithmeticAndItsBytes() {
        OnnxNodes nodes = OnnxNodes.read(ExportedDecoder.traced().write(folder.resolve("traced.onnx")), new PassSize(1, 8, 0, Map.of()));
        Roofline roofline = Roofline.of(Library.find().hardware("raspberry-pi-5-8gb"), Numerics.of(WeightsFormats.named("fp32").orElseThrow()));
        PlacedNode query = PlacedNode.of(roofline, nodes).stream().filter(node -> node.node().name().endsWith("layers.0/self_attn/q_proj/MatMul")).findFirst()
                .orElseThrow();
        double flops = 2.0 * 8 * 64 * 128;
        double bytes = 4.0 * (64 * 128 + 8 * (64 + 128));
        assertThat(query.node().flops()).isEqualTo(flops);
        assertThat(query.node().bytes()).isEqualTo(bytes);
        assertThat(query.node().arithmetic()).isEqualTo(Operator.Arithmetic.WEIGHTS);
        // All weights of so small a graph lie in the cache, which is a level of its own.
        int near = roofline.levelHolding(1e5);
        double compute = flops / roofline.peak(Operator.Arithmetic.WEIGHTS);
        double memory = bytes * roofline.secondsPerByte(Operator.Arithmetic.WEIGHTS, near);
        assertThat(query.seconds()).isCloseTo(Math.max(compute, memory) + roofline.launchOverhead(Operator.Arithmetic.WEIGHTS), within(1e-15));
        assertThat(query.bound()).isEqualTo(compute > memory ? Bound.COMPUTE : Bound.MEMORY);
        assertThat(PlacedNode.of(roofline, nodes).stream().filter(node -> node.node().operator().equals("Reshape"))).isNotEmpty()
                .allMatch(node -> node.seconds() == 0);
    }
}
