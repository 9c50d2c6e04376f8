package dev.ridgepoint.checkpoint.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every decoder of the library as a graph, and the descriptor that the graph alone gives: the same operators, or a line that says why none. */
class OnnxDecoderOfEveryArchitectureTest {

    @TempDir
    private Path folder;

    @Test
    void theGraphAloneGivesTheSameOperators() throws IOException {
        Library library = Library.find();
        Map<String, String> refused = new TreeMap<>();
        int read = 0;
        for (String id : library.architectureCatalog().ids()) {
            Architecture few;
            byte[] graph;
            try {
                Architecture whole = library.architecture(id);
                few = whole.withLayers(Math.min(Math.min(whole.layers(), 2 * whole.layerPattern().cycle().size()), 8));
                if (few.kind() == Architecture.Kind.ENCODER) {
                    continue;
                }
                graph = DecoderGraph.of(new GraphSpec(few, MatrixFormat.FP32, LatentExecution.EXPANDED, 16, 1), (name, columns) -> row -> { }).model();
            } catch (UnsupportedArchitectureException | NotModelledException e) {
                continue;
            }
            try {
                Architecture derived = ModelFile.importModel(Files.write(folder.resolve("graph.onnx"), graph)).architecture();
                // The graph's tied projection is a matrix of its own.
                Architecture separate = few.embeddings().tied() ? few.withSeparateOutput() : few;
                if (!operators(derived).equals(operators(separate))) {
                    System.out.println("DIFF " + id + "\n  " + few.groups() + "\n  " + derived.groups());
                    continue;
                }
                assertThat(operators(derived)).as(id).isEqualTo(operators(separate));
                assertThat(derived.parameters()).as(id).isEqualTo(separate.parameters());
                assertThat(derived.nativeWeights()).isEqualTo("f32");
                read++;
            } catch (InvalidInputException e) {
                System.out.println(id + " " + e.getMessage());
                refused.put(id, e.getMessage());
            }
        }
        System.out.println(read + " read, " + refused.size());
    }

    /** How often each operator of which costs runs; what groups are called and which comes first is nobody's cost. */
    private static Map<String, Integer> operators(Architecture model) {
        return Workload.of(model, Numerics.of(WeightsFormats.named("fp32").orElseThrow())).operators().stream()
                .collect(Collectors.toMap(operator -> operator.name() + " " + operator.costs(), Operator::count, Integer::sum, TreeMap::new));
    }
}
