package dev.ridgepoint.checkpoint.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.architecture.ArchitectureWriter;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every decoder of the library as a graph, and the descriptor that the graph alone gives, which must have the same operators. */
class DecoderReadingOfEveryArchitectureTest {

    @TempDir
    private Path folder;

    @Test
    void theGraphAloneGivesTheSameOperators() throws IOException {
        Library library = Library.find();
        int read = 0;
        for (String id : library.architectureCatalog().ids()) {
            try {
                Architecture whole = library.architecture(id);
                if (whole.kind() == Architecture.Kind.DECODER) {
                    compare(whole.withLayers(Math.min(Math.min(whole.layers(), 2 * whole.layerPattern().cycle().size()), 8)), MatrixFormat.FP32, "f32");
                    read++;
                }
            } catch (UnsupportedArchitectureException | NotModelledException e) {
                // No graph is written for it, which is another test's matter.
            }
        }
        assertThat(read).as("decoders that a graph is written for").isGreaterThan(90);
    }

    @Test
    void theWayOfStoringIsTheGraphs() throws IOException {
        for (String id : List.of("smollm2-135m", "opt-1.3b", "phi-2", "qwen3-30b-a3b", "deepseek-v2-lite", "gemma-3-1b")) {
            Architecture few = Library.find().architecture(id).withLayers(2);
            compare(few, MatrixFormat.INT8, "onnx-int8");
            compare(few, MatrixFormat.INT4, "onnx-int4");
        }
    }

    private void compare(Architecture model, MatrixFormat format, String weights) throws IOException {
        byte[] graph = DecoderGraph.of(new GraphSpec(model, format, LatentExecution.EXPANDED, 16, 1), (name, columns) -> row -> { }).model();
        Architecture derived = ModelFile.importModel(Files.write(folder.resolve("graph.onnx"), graph)).architecture();
        // A tied projection is a matrix of the graph's own.
        Architecture separate = model.embeddings().tied() ? model.withSeparateOutput() : model;
        assertThat(operators(derived)).as(model.id()).isEqualTo(operators(separate));
        assertThat(derived.parameters()).as(model.id()).isEqualTo(separate.parameters());
        assertThat(derived.nativeWeights()).as(model.id()).isEqualTo(weights);
        Architecture rewritten = ArchitectureReader.read(Files.writeString(folder.resolve("graph.yaml"), ArchitectureWriter.text(derived, List.of())));
        assertThat(operators(rewritten)).as(model.id()).isEqualTo(operators(derived));
    }

    /** How often each operator of which costs runs; what groups are called and which comes first is nobody's cost. */
    private static Map<String, Integer> operators(Architecture model) {
        return Workload.of(model, Numerics.of(WeightsFormats.named("fp32").orElseThrow())).operators().stream()
                .collect(Collectors.toMap(operator -> operator.name() + " " + operator.costs(), Operator::count, Integer::sum, TreeMap::new));
    }
}
