package dev.ridgepoint.format;

import static dev.ridgepoint.format.NumberFormat.FP16;

import dev.ridgepoint.architecture.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The weights formats that the engine knows. */
public final class WeightsFormats {

    private static final List<WeightsFormat> UNIFORM = List.of(
            new UniformWeights("fp32", "everything in 32 bits", BlockFormat.F32, BlockFormat.F32,
                    NumberFormat.FP32, NumberFormat.FP32, BlockFormat.F32),
            new UniformWeights("tf32", "everything in 32 bits, multiplied as TF32", BlockFormat.TF32, BlockFormat.TF32,
                    NumberFormat.TF32, NumberFormat.FP32, BlockFormat.F32),
            new UniformWeights("fp16", "everything in FP16", BlockFormat.F16, BlockFormat.F16, FP16, FP16, BlockFormat.F16),
            new UniformWeights("bf16", "everything in BF16", BlockFormat.BF16, BlockFormat.BF16,
                    NumberFormat.BF16, NumberFormat.BF16, BlockFormat.BF16),
            new UniformWeights("fp8", "E4M3, a scale for each 128 x 128 weights, multiplied as FP8; embedding, output, router and vectors in BF16",
                    BlockFormat.FP8_128X128, BlockFormat.BF16, NumberFormat.FP8, NumberFormat.BF16, BlockFormat.BF16),
            new UniformWeights("w8a8", "INT8 with a scale for each channel, multiplied as INT8; embedding, output, router and vectors in FP16",
                    BlockFormat.INT8, BlockFormat.F16, NumberFormat.INT8, FP16, BlockFormat.F16),
            new UniformWeights("int8", "GPTQ: INT8 in groups of 128, multiplied as FP16; embedding, output, router and vectors in FP16",
                    BlockFormat.INT8_G128, BlockFormat.F16, FP16, FP16, BlockFormat.F16),
            new UniformWeights("int4", "AWQ and GPTQ: INT4 in groups of 128, multiplied as FP16; embedding, output, router and vectors in FP16",
                    BlockFormat.INT4_G128, BlockFormat.F16, FP16, FP16, BlockFormat.F16),
            new UniformWeights("nvfp4", "NVFP4: 4.5 bits, multiplied as FP4; embedding, output, router and vectors in BF16",
                    BlockFormat.NVFP4, BlockFormat.BF16, NumberFormat.FP4, NumberFormat.BF16, BlockFormat.BF16));

    private static final List<WeightsFormat> ONNX_RUNTIME = List.of(
            new OnnxRuntimeWeights("onnx-int8", "ONNX Runtime: INT8 with a scale for each channel, multiplied as INT8; all else in 32 bits",
                    BlockFormat.INT8_F32),
            new OnnxRuntimeWeights("onnx-int4", "ONNX Runtime: INT4 in groups of 32, multiplied as INT8; all else in 32 bits", BlockFormat.INT4_F32));

    private static final List<WeightsFormat> ALL = Stream.of(UNIFORM, GgufMixes.ALL, GgufIQuants.ALL, ONNX_RUNTIME).flatMap(List::stream).toList();

    private static final Map<String, String> ALIASES = Map.of("f32", "fp32");

    private WeightsFormats() { }

    /** All of them: first the uniform ones, then the mixes of GGUF from wide to narrow, its i-quants, then those of ONNX Runtime. */
    public static List<WeightsFormat> all() {
        return ALL;
    }

    /**
     * Every weight in so many bits, without scales, multiplied as integers: the least that names like {@code int8} can stand for where a file says no more. It
     * is not in the list, as no checkpoint is stored so.
     *
     * @throws IllegalArgumentException if the bits are neither 8 nor 4
     */
    public static WeightsFormat bare(int bits) {
        if (bits != 8 && bits != 4) {
            throw new IllegalArgumentException("bare integers have 8 bits or 4, not " + bits);
        }
        BlockFormat all = new BlockFormat("int" + bits + "-bare", bits, 0, 1, 1);
        NumberFormat compute = bits == 8 ? NumberFormat.INT8 : NumberFormat.INT4;
        return new UniformWeights(all.id(), "every weight in " + bits + " bits without scales", all, all, compute, FP16, BlockFormat.F16);
    }

    /**
     * The weights of a model as its own file holds them, if its descriptor says so tensor by tensor.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if it names a block format that is none
     */
    public static Optional<WeightsFormat> asStored(Architecture model) {
        return model.stored().formats().isEmpty() ? Optional.empty() : Optional.of(TensorWeights.of(model.id(), model.nativeWeights(), model.stored()));
    }

    /** The format of that id, in upper or lower case. {@code f32} is {@code fp32}; {@code f16} is GGUF's, with its vectors in 32 bits. */
    public static Optional<WeightsFormat> named(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        String wanted = ALIASES.getOrDefault(lower, lower);
        return ALL.stream().filter(format -> format.id().equals(wanted)).findFirst();
    }
}
