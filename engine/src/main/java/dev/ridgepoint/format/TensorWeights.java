package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as one file holds them, tensor by tensor, whatever recipe it was made by. Multiplied in 16 bits, as GGUF's are; a runtime that widens them to another
 * format is asked for with the activations.
 *
 * @param blocks block formats of a role's tensors in the order of the layers; of a longer model they are repeated
 */
record TensorWeights(Map<TensorRole, List<BlockFormat>> blocks) implements WeightsFormat {

    /** @throws InvalidInputException if a format has a name that is none */
    static TensorWeights of(String model, StoredTensors stored) {
        Map<TensorRole, List<BlockFormat>> blocks = new EnumMap<>(TensorRole.class);
        stored.formats().forEach((role, ids) -> blocks.put(role, ids.stream().map(id -> block(model, id)).toList()));
        return new TensorWeights(blocks);
    }

    private static BlockFormat block(String model, String id) {
        return BlockFormats.named(id).orElseThrow(() -> new InvalidInputException(
                model + ": stored: '" + id + "' is not a block format" + Nearest.hint(id, BlockFormats.all().stream().map(BlockFormat::id).toList())));
    }

    @Override
    public String id() {
        return "as-stored";
    }

    @Override
    public String summary() {
        return "each tensor in the format that its own file holds it in";
    }

    /** What the file has no tensor for is a vector or a table that it would keep in 32 bits. */
    @Override
    public BlockFormat blockFor(Tensor tensor, Architecture architecture) {
        List<BlockFormat> ofRole = blocks.get(tensor.role());
        return ofRole == null ? BlockFormat.F32 : ofRole.get(tensor.ordinal() % ofRole.size());
    }

    /** The format that most of the weights of 16 bits are in, if there are any. */
    private boolean brain() {
        return blocks.values().stream().flatMap(List::stream).anyMatch(BlockFormat.BF16::equals)
                && blocks.values().stream().flatMap(List::stream).noneMatch(BlockFormat.F16::equals);
    }

    @Override
    public NumberFormat compute() {
        return brain() ? NumberFormat.BF16 : NumberFormat.FP16;
    }

    @Override
    public NumberFormat activations() {
        return compute();
    }

    @Override
    public BlockFormat defaultCache() {
        return brain() ? BlockFormat.BF16 : BlockFormat.F16;
    }
}
