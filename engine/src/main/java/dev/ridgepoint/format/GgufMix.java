package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A GGUF file as {@code llama-quantize} writes it, without an importance matrix unless it is an i-quant: most matrices in the file's own block format,
 * the sensitive ones in a wider one by {@link MixRule}, and whatever does not fit its block format in a narrower block. After {@code
 * llama_tensor_get_type} of llama.cpp ({@code src/llama-quant.cpp}) as it stood from March 2024 to early 2026, when nearly all published files were
 * made.
 *
 * @param id           name in files and on the command line
 * @param summary      one line for a list
 * @param base         block format of the tensors that no rule names
 * @param rules        exceptions; the first that applies decides
 * @param compute      what the matrix unit multiplies in
 * @param activations  what is between operators
 * @param defaultCache KV cache unless another is asked for
 */
record GgufMix(
        String id, String summary, BlockFormat base, List<MixRule> rules, NumberFormat compute, NumberFormat activations,
        BlockFormat defaultCache) implements WeightsFormat {

    /** What takes the place of a super-block of 256 where rows are not multiples of it. */
    private static final Map<BlockFormat, BlockFormat> NARROWER = Map.ofEntries(
            Map.entry(BlockFormat.IQ1_S, BlockFormat.IQ4_NL), Map.entry(BlockFormat.IQ1_M, BlockFormat.IQ4_NL),
            Map.entry(BlockFormat.IQ2_XXS, BlockFormat.IQ4_NL), Map.entry(BlockFormat.IQ2_XS, BlockFormat.IQ4_NL),
            Map.entry(BlockFormat.IQ2_S, BlockFormat.IQ4_NL), Map.entry(BlockFormat.IQ3_XXS, BlockFormat.IQ4_NL),
            Map.entry(BlockFormat.IQ3_S, BlockFormat.IQ4_NL), Map.entry(BlockFormat.IQ4_XS, BlockFormat.IQ4_NL),
            Map.entry(BlockFormat.TQ1_0, BlockFormat.Q4_0), Map.entry(BlockFormat.TQ2_0, BlockFormat.Q4_0),
            Map.entry(BlockFormat.Q2_K, BlockFormat.IQ4_NL), Map.entry(BlockFormat.Q3_K, BlockFormat.IQ4_NL),
            Map.entry(BlockFormat.Q4_K, BlockFormat.Q5_0), Map.entry(BlockFormat.Q5_K, BlockFormat.Q5_1),
            Map.entry(BlockFormat.Q6_K, BlockFormat.Q8_0));

    /** Copies its rules. */
    GgufMix {
        rules = List.copyOf(rules);
    }

    @Override
    public BlockFormat blockFor(Tensor tensor, Architecture architecture) {
        if (TensorGroup.KEPT_IN_GGUF.contains(tensor.role())) {
            return BlockFormat.F32;
        }
        MixSite site = new MixSite(tensor, architecture);
        BlockFormat chosen = rules.stream().filter(rule -> rule.appliesTo(site)).findFirst().map(MixRule::block).orElse(base);
        return fitting(chosen, tensor.columns());
    }

    private static BlockFormat fitting(BlockFormat block, long columns) {
        if (block.divides(columns)) {
            return block;
        }
        BlockFormat narrower = NARROWER.getOrDefault(block, BlockFormat.F16);
        return narrower.divides(columns) ? narrower : BlockFormat.F16;
    }
}
