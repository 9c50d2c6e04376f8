package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A decoder as its graph alone describes it. What a product is for is told by its place between the residual stream's additions and not by its name, so that
 * fused and unfused attention, and every exporter's names, are read in one way.
 */
public final class DecoderReading {

    private final Outline outline;
    private final GraphWeights weights;
    private final BlockFormat table;
    private final Remarks remarks;

    private DecoderReading(Outline outline, GraphWeights weights, BlockFormat table, Remarks remarks) {
        this.outline = outline;
        this.weights = weights;
        this.table = table;
        this.remarks = remarks;
    }

    /**
     * Reads a file's graph; weights are not read, and need not be there.
     *
     * @throws InvalidInputException if it is no ONNX model, or a part of it is not understood as a decoder's
     */
    public static DecoderReading read(Path path) {
        OnnxGraph graph = OnnxGraph.read(path);
        try {
            return new Reading(new Dataflow(graph)).decoder();
        } catch (NotUnderstoodException e) {
            throw new InvalidInputException(path.toString(), e.getMessage() + "; put the model's config.json beside it, or ask 'ridgepoint import " + path
                    + " --operators' what its nodes cost");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(path.toString(), "its shapes contradict one another: " + e.getMessage());
        }
    }

    private static final class Reading {

        private final Dataflow flow;
        private final Map<String, Projection> projections;
        private final Map<String, Normalisation> norms;
        private final Projection output;
        private final EmbeddingTables tables;
        private final ResidualTrace trace;
        private final Remarks remarks = new Remarks();

        Reading(Dataflow flow) {
            this.flow = flow;
            if (flow.graph().nodes.isEmpty()) {
                throw new NotUnderstoodException("its graph has no nodes");
            }
            this.projections = Projections.of(flow);
            this.norms = Normalisation.of(flow);
            this.output = OutputProjection.of(flow, projections).orElseThrow(() -> new NotUnderstoodException(
                    "is no decoder that is known: none of its outputs is a product over a vocabulary"));
            this.tables = EmbeddingTables.of(flow, output).orElseThrow(() -> new NotUnderstoodException(
                    "is no decoder that is known: no table of rows of " + output.inputs() + ", as its output reads, is looked up"));
            this.trace = ResidualTrace.of(flow, norms, tables);
        }

        DecoderReading decoder() {
            ResidualTrace.Entry end = trace.entry(output.input()).orElseThrow(() -> new NotUnderstoodException(
                    "the residual stream of its embeddings does not lead to its output, " + trace.added().size() + " additions having been followed"));
            if (end.additions() != trace.added().size() || end.additions() == 0) {
                throw new NotUnderstoodException("its output is read after " + end.additions() + " of " + trace.added().size()
                        + " additions to the embeddings");
            }
            LayerAssembly assembly = new LayerAssembly(flow, (int) output.inputs(), remarks);
            Branch.Finder finder = new Branch.Finder(flow, projections, norms, trace);
            List<Branch> all = new ArrayList<>();
            for (String added : trace.added()) {
                List<Branch> parts = finder.parts(added);
                all.addAll(parts);
                assembly.add(parts);
            }
            List<Layer> layers = assembly.layers();
            boolean tied = tables.tokens().contains(output.weight());
            Embeddings embeddings = new Embeddings(tied, Math.toIntExact(tables.positions()), 0, trace.embeddingNorm(), end.norm().isPresent(),
                    output.bias(), false);
            if (tables.vocabulary() != output.outputs()) {
                remarks.unknown("an output of " + output.outputs() + " logits beside a table of " + tables.vocabulary() + " tokens");
            }
            long context = RotaryReading.context(all, flow);
            remarks.absent("max-context" + (context > 0 ? ", for which the " + context + " rows of the rotary tables are taken" : ""));
            boolean centred = end.norm().map(Normalisation::centred).orElse(norms.values().stream().anyMatch(Normalisation::centred));
            Outline outline = Outline.decoder("onnx", Math.toIntExact(output.inputs()), Math.toIntExact(tables.vocabulary()), embeddings,
                    context, layers);
            GraphWeights weights = GraphWeights.of(projections.values(), output, flow, remarks);
            BlockFormat table = tables.tokens().stream().flatMap(name -> flow.constant(name).stream()).map(tensor -> Projections.block(tensor.getDataType()))
                    .findFirst().orElseThrow();
            return new DecoderReading(centred ? outline.withLayerNorm() : outline, weights, table, remarks);
        }
    }

    /** What the graph does not say, and what of it is not used. */
    public Remarks remarks() {
        return remarks;
    }

    /** The architecture under a name, as a file of that source describes it. */
    public Architecture architecture(String id, String name, Architecture.Provenance provenance) {
        Architecture bare = outline.architecture(id, name, provenance, weights.name());
        return weights.stored(bare, table).map(bare::withStored).orElse(bare);
    }
}
