package dev.ridgepoint.format;

/**
 * How a tensor's elements lie in memory: {@code elementBits} for each, and {@code scaleBits} (scales, minima, zero points) for each block of
 * {@code blockRows x blockColumns} elements that share them. A row is contiguous, so most blocks are one row high.
 *
 * <p>Sizes of the GGUF blocks: the {@code block_*} structures of ggml ({@code ggml/src/ggml-common.h}); MXFP4: the OCP Microscaling
 * specification 1.0; NVFP4: NVIDIA's Blackwell documentation; {@code int4-g128}: the AWQ and GPTQ checkpoints; {@code fp8-128x128}: DeepSeek-V3's.
 *
 * @param id           name in tables
 * @param elementBits  bits of one element
 * @param scaleBits    bits that a block's elements share
 * @param blockRows    rows of a block
 * @param blockColumns columns of a block; {@link #WHOLE_ROW} for all of a row
 */
public record BlockFormat(String id, int elementBits, int scaleBits, int blockRows, int blockColumns) {

    /** The block is as long as the row. */
    public static final int WHOLE_ROW = Integer.MAX_VALUE;

    public static final BlockFormat F32 = plain("f32", 32);
    /** Held as FP32: only the matrix unit rounds it. */
    public static final BlockFormat TF32 = plain("tf32", 32);
    public static final BlockFormat F16 = plain("f16", 16);
    public static final BlockFormat BF16 = plain("bf16", 16);
    /** One scale for a whole tensor, which is not counted: the usual KV cache of 8-bit floats. */
    public static final BlockFormat FP8 = plain("fp8", 8);
    /** A 32-bit scale for each 128 x 128 weights, counted: 8.002 bits a weight. */
    public static final BlockFormat FP8_128X128 = new BlockFormat("fp8-128x128", 8, 32, 128, 128);
    /** A 16-bit scale for each output channel, or in a KV cache for each token. */
    public static final BlockFormat INT8 = new BlockFormat("int8", 8, 16, 1, WHOLE_ROW);
    /** A 16-bit scale and an 8-bit zero point for each 128 weights of a row. */
    public static final BlockFormat INT8_G128 = new BlockFormat("int8-g128", 8, 16 + 8, 1, 128);
    /** A 16-bit scale and a 4-bit zero point for each 128 weights of a row. */
    public static final BlockFormat INT4_G128 = new BlockFormat("int4-g128", 4, 16 + 4, 1, 128);
    /** An FP8 scale for each 16 weights; the tensor's 32-bit scale is not counted. */
    public static final BlockFormat NVFP4 = new BlockFormat("nvfp4", 4, 8, 1, 16);
    /** A power-of-two scale for each 32 weights. */
    public static final BlockFormat MXFP4 = new BlockFormat("mxfp4", 4, 8, 1, 32);

    /** A 32-bit scale for each output channel: ONNX Runtime's dynamic quantisation. */
    public static final BlockFormat INT8_F32 = new BlockFormat("int8-f32", 8, 32, 1, WHOLE_ROW);
    /** A 32-bit scale for each 32 weights of a row: ONNX Runtime's MatMulNBits with 32-bit activations. */
    public static final BlockFormat INT4_F32 = new BlockFormat("int4-f32", 4, 32, 1, 32);

    public static final BlockFormat Q8_0 = new BlockFormat("q8_0", 8, 16, 1, 32);
    public static final BlockFormat Q5_1 = new BlockFormat("q5_1", 5, 16 + 16, 1, 32);
    public static final BlockFormat Q5_0 = new BlockFormat("q5_0", 5, 16, 1, 32);
    public static final BlockFormat Q4_1 = new BlockFormat("q4_1", 4, 16 + 16, 1, 32);
    public static final BlockFormat Q4_0 = new BlockFormat("q4_0", 4, 16, 1, 32);
    public static final BlockFormat IQ4_NL = new BlockFormat("iq4_nl", 4, 16, 1, 32);
    /** K-quants: super-blocks of 256. Sixteen 8-bit scales and one of 16 bits. */
    public static final BlockFormat Q6_K = new BlockFormat("q6_k", 6, 16 * 8 + 16, 1, 256);
    /** Eight 6-bit scales and minima, and a 16-bit factor for either. */
    public static final BlockFormat Q5_K = new BlockFormat("q5_k", 5, 8 * (6 + 6) + 32, 1, 256);
    /** As {@link #Q5_K}. */
    public static final BlockFormat Q4_K = new BlockFormat("q4_k", 4, 8 * (6 + 6) + 32, 1, 256);
    /** Sixteen 6-bit scales and one of 16 bits. */
    public static final BlockFormat Q3_K = new BlockFormat("q3_k", 3, 16 * 6 + 16, 1, 256);
    /** Sixteen 4-bit scales and minima, and a 16-bit factor for either. */
    public static final BlockFormat Q2_K = new BlockFormat("q2_k", 2, 16 * (4 + 4) + 32, 1, 256);

    /** Q8_0 with the sum of its elements beside the scale: what ggml makes of activations on the way. */
    public static final BlockFormat Q8_1 = new BlockFormat("q8_1", 8, 16 + 16, 1, 32);
    /** A 32-bit scale and sixteen sums of 16 bits; for activations too. */
    public static final BlockFormat Q8_K = new BlockFormat("q8_k", 8, 32 + 16 * 16, 1, 256);
    /** The i-quants: indices into tables of grids, with their signs and scales; bytes of a super-block as {@code ggml-common.h} has them. */
    public static final BlockFormat IQ4_XS = superBlock("iq4_xs", 4, 136);
    public static final BlockFormat IQ3_S = superBlock("iq3_s", 3, 110);
    public static final BlockFormat IQ3_XXS = superBlock("iq3_xxs", 3, 98);
    public static final BlockFormat IQ2_S = superBlock("iq2_s", 2, 82);
    public static final BlockFormat IQ2_XS = superBlock("iq2_xs", 2, 74);
    public static final BlockFormat IQ2_XXS = superBlock("iq2_xxs", 2, 66);
    public static final BlockFormat IQ1_M = superBlock("iq1_m", 1, 56);
    public static final BlockFormat IQ1_S = superBlock("iq1_s", 1, 50);
    /** Ternary weights, five to a byte and four to a byte. */
    public static final BlockFormat TQ1_0 = superBlock("tq1_0", 1, 54);
    public static final BlockFormat TQ2_0 = superBlock("tq2_0", 2, 66);
    public static final BlockFormat I8 = plain("i8", 8);
    public static final BlockFormat I16 = plain("i16", 16);
    public static final BlockFormat I32 = plain("i32", 32);
    public static final BlockFormat I64 = plain("i64", 64);
    public static final BlockFormat F64 = plain("f64", 64);

    private static BlockFormat superBlock(String id, int bits, int bytes) {
        return new BlockFormat(id, bits, 8 * bytes - 256 * bits, 1, 256);
    }

    private static BlockFormat plain(String id, int bits) {
        return new BlockFormat(id, bits, 0, 1, 1);
    }

    /** Elements of a whole block. */
    public long weightsPerBlock() {
        return (long) blockRows * blockColumns;
    }

    /** Bytes of a whole block; a half where two blocks share a byte. */
    public double bytesPerBlock() {
        return (weightsPerBlock() * elementBits + scaleBits) / 8.0;
    }

    /** Bits of one element with its share of the block's scales, in long rows. */
    public double bitsPerWeight() {
        return elementBits + (double) scaleBits / weightsPerBlock();
    }

    /** Whether rows of {@code columns} elements are whole blocks. */
    public boolean divides(long columns) {
        return columns % blockColumns == 0;
    }

    /** Bytes of {@code copies} matrices of {@code rows x columns}; a block cut short by an edge keeps its scales. */
    public long bytes(long rows, long columns, long copies) {
        long blocks = ceilingOf(rows, blockRows) * ceilingOf(columns, blockColumns);
        return copies * ceilingOf(rows * columns * elementBits + blocks * scaleBits, 8);
    }

    private static long ceilingOf(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    @Override
    public String toString() {
        return id;
    }
}
