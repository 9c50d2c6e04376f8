package dev.ridgepoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.runtime.RandomWeights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every model of the library becomes a graph or says why not; no weights are made for it. */
class ShippedArchitecturesTest {

    @Test
    void aGraphHoldsTheModelsWeights() {
        Library library = Library.find();
        RandomWeights random = new RandomWeights(1);
        Map<String, String> refused = new TreeMap<>();
        for (String id : library.architectureCatalog().ids()) {
            try {
                Architecture architecture = library.architecture(id);
                int layers = Math.min(architecture.layers(), 2 * architecture.layerPattern().cycle().size());
                Architecture few = architecture.withLayers(Math.min(layers, 8));
                GraphSpec spec = new GraphSpec(few, MatrixFormat.FP32, LatentExecution.EXPANDED, 16, 1);
                WeightSource weights = (name, columns) -> random.rows(name, columns)::next;
                boolean encoder = few.kind() == Architecture.Kind.ENCODER;
                List<ExternalTensor> externals = encoder ? EncoderGraph.of(spec, weights).externals() : DecoderGraph.of(spec, weights).externals();
                // Norms, biases and sinks are inside the graph; rotary tables are no weights, and a tied projection is stored twice. An encoder has
                // none, and an embedding model does not run its pooler.
                long tables = externals.stream().filter(t -> t.name().startsWith("model/rope/")).mapToLong(ExternalTensor::bytes).sum();
                long tied = few.hasOutputProjection() && few.embeddings().tied() ? (long) few.vocabulary() * few.hidden() : 0;
                long matrices = few.tensors().stream().filter(t -> !t.role().isVector())
                        .filter(t -> t.role() != TensorRole.POOLER || few.embeddings().runsPooler()).mapToLong(t -> t.weights()).sum();
                assertThat((externals.stream().mapToLong(ExternalTensor::bytes).sum() - tables) / Float.BYTES).as(id).isEqualTo(matrices + tied);
            } catch (UnsupportedArchitectureException | NotModelledException e) {
                refused.put(id, e.getMessage());
            }
        }
        assertThat(refused.values()).allSatisfy(reason -> assertThat(reason).doesNotContain("\n"));
        assertThat(refused.values()).allMatch(reason -> reason.contains("not modelled") || reason.contains("a mixer of kind")
                || reason.contains("side by side") || reason.endsWith("attention mask") || reason.endsWith("indexer"));
    }
}
