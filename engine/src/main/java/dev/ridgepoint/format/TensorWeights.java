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
 * Weights as one file holds them, tensor by tensor, whatever recipe it was made by. Narrow ones are multiplied in 16 bits, as GGUF's are.
 *
 * @param id     what the file's own recipe is called, so that whatever goes by the name of a format finds it
 * @param blocks block formats of a role's tensors in the order of the layers; of a longer model they are repeated
 */
record TensorWeights(String id, Map<TensorRole, List<BlockFormat>> blocks) implements WeightsFormat {

    /** @throws InvalidInputException if a format has a name that is none */
    static TensorWeights of(String model, String id, StoredTensors stored) {
        Map<TensorRole, List<BlockFormat>> blocks = new EnumMap<>(TensorRole.class);
        stored.formats().forEach((role, ids) -> blocks.put(role, ids.stream().map(block -> block(model, block)).toList()));
        return new TensorWeights(id, blocks);
    }

    private static BlockFormat block(String model, String id) {
        return BlockFormats.named(id).orElseThrow(() -> new InvalidInputException(
                model + ": stored: '" + id + "' is not a block format" + Nearest.hint(id, BlockFormats.all().stream().map(BlockFormat::id).toList())));
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

    private boolean has(BlockFormat format) {
        return blocks.values().stream().flatMap(List::stream).anyMatch(format::equals);
    }

    private boolean hasOnly32Bits() {
        return blocks.values().stream().flatMap(List::stream).allMatch(BlockFormat.F32::equals);
    }

    /** In 32 bits where there is nothing else, as brain floats where they are the only ones of 16 bits. */
    @Override
    public NumberFormat compute() {
        return hasOnly32Bits() ? NumberFormat.FP32 : has(BlockFormat.BF16) && !has(BlockFormat.F16) ? NumberFormat.BF16 : NumberFormat.FP16;
    }

    @Override
    public NumberFormat activations() {
        return compute();
    }

    @Override
    public BlockFormat defaultCache() {
        return switch (compute()) {
            case FP32 -> BlockFormat.F32;
            case BF16 -> BlockFormat.BF16;
            default -> BlockFormat.F16;
        };
    }
}
