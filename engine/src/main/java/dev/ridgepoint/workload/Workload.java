package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.Tensor;
import java.util.List;

/**
 * A model in given number formats, lowered to the operators that a pass runs. Holds no prompt and no device: one workload serves any number of both.
 *
 * @param architecture the model
 * @param numerics     its number formats
 * @param kernel       how attention is computed
 * @param operators    in the order in which they run, layer groups one after the other
 * @param weightBytes  bytes that a device holds: of the whole checkpoint, all experts included, or of the device's share
 * @param stages       stages of a pipeline that the layers are spread over; the operators are those of all
 */
public record Workload(
        Architecture architecture, Numerics numerics, AttentionKernel kernel, List<Operator> operators, long weightBytes, int stages) {

    /** Copies its list. */
    public Workload {
        operators = List.copyOf(operators);
    }

    /** Lowers a model with fused attention. */
    public static Workload of(Architecture architecture, Numerics numerics) {
        return of(architecture, numerics, AttentionKernel.FUSED);
    }

    /** Lowers a model. */
    public static Workload of(Architecture published, Numerics numerics, AttentionKernel kernel) {
        boolean separate = published.embeddings().tied() && numerics.weights().separatesTiedOutput();
        Architecture architecture = separate ? published.withSeparateOutput() : published;
        long bytes = 0;
        for (Tensor tensor : architecture.tensors()) {
            bytes += numerics.weights().blockFor(tensor, architecture).bytes(tensor.rows(), tensor.columns(), tensor.copies());
        }
        return new Workload(architecture, numerics, kernel, Lowering.lower(architecture, numerics, kernel), bytes, 1);
    }

    /**
     * Bytes of KV cache and recurrent state that one sequence of {@code tokens} tokens keeps on a device. A sliding or chunked layer keeps no more than
     * its span.
     */
    public double cacheBytes(double tokens) {
        if (architecture.kind() == Architecture.Kind.ENCODER) {
            return 0;
        }
        double bytes = 0;
        for (LayerGroup group : architecture.groups()) {
            for (Mixer mixer : group.mixers()) {
                double kept = mixer instanceof GroupedQueryAttention attention ? attention.span().tokensKept(tokens) : tokens;
                long elements = mixer.cacheElementsPerToken();
                bytes += group.count() * (kept * (elements == 0 ? 0 : numerics.cache().bytes(1, elements, 1)) + 4.0 * mixer.stateElements());
            }
        }
        return bytes / stages;
    }
}
