package dev.ridgepoint.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockFormatTest {

    /** Weights and bytes of a block as ggml's structures, the OCP Microscaling specification and the checkpoints declare them. */
    @ParameterizedTest
    @CsvSource({
        "Q8_0, 32, 34, 8.5", "Q5_1, 32, 24, 6", "Q5_0, 32, 22, 5.5", "Q4_1, 32, 20, 5", "Q4_0, 32, 18, 4.5", "IQ4_NL, 32, 18, 4.5",
        "Q6_K, 256, 210, 6.5625", "Q5_K, 256, 176, 5.5", "Q4_K, 256, 144, 4.5", "Q3_K, 256, 110, 3.4375", "Q2_K, 256, 84, 2.625",
        "MXFP4, 32, 17, 4.25", "NVFP4, 16, 9, 4.5", "INT4_G128, 128, 66.5, 4.15625", "INT8_G128, 128, 131, 8.1875",
        "FP8_128X128, 16384, 16388, 8.001953125", "F32, 1, 4, 32", "TF32, 1, 4, 32", "F16, 1, 2, 16", "BF16, 1, 2, 16", "FP8, 1, 1, 8"})
    void blocksHaveTheirTrueSize(String name, long weights, double bytes, double bits) throws ReflectiveOperationException {
        BlockFormat block = (BlockFormat) BlockFormat.class.getField(name).get(null);
        assertThat(block.weightsPerBlock()).isEqualTo(weights);
        assertThat(block.bytesPerBlock()).isEqualTo(bytes);
        assertThat(block.bitsPerWeight()).isEqualTo(bits);
    }

    @Test
    void matricesByHand() {
        assertThat(BlockFormat.Q4_K.bytes(4096, 4096, 1)).isEqualTo(4096L * 16 * 144);
        assertThat(BlockFormat.MXFP4.bytes(2880, 2880, 32)).isEqualTo(32L * 2880 * 90 * 17);
        assertThat(BlockFormat.INT8.bytes(1000, 4096, 1)).isEqualTo(1000L * (4096 + 2));
        assertThat(BlockFormat.INT4_G128.bytes(3, 128, 1)).as("three half bytes of zero points share two bytes").isEqualTo(3 * 66 + 2);
        assertThat(BlockFormat.FP8_128X128.bytes(576, 7168, 1)).as("scales for 5 x 56 blocks").isEqualTo(576L * 7168 + 5 * 56 * 4);
        assertThat(BlockFormat.F32.bytes(1, 4096, 1)).isEqualTo(4 * 4096);
    }

    @Test
    void aScalePerRowIsNothingInALongRow() {
        assertThat(BlockFormat.INT8.bitsPerWeight()).isCloseTo(8, within(1e-6));
    }

    @Property
    void moreWeightsNeverTakeFewerBytes(
            @ForAll("blocks") BlockFormat block, @ForAll @LongRange(min = 1, max = 5000) long rows,
            @ForAll @LongRange(min = 1, max = 5000) long columns, @ForAll @LongRange(min = 1, max = 256) long copies) {
        long bytes = block.bytes(rows, columns, copies);
        assertThat(block.bytes(rows + 1, columns, copies)).isGreaterThanOrEqualTo(bytes);
        assertThat(block.bytes(rows, columns + 1, copies)).isGreaterThanOrEqualTo(bytes);
        assertThat(block.bytes(rows, columns, copies + 1)).isEqualTo(bytes + block.bytes(rows, columns, 1));
        assertThat(8.0 * bytes).isGreaterThanOrEqualTo((double) rows * columns * copies * block.elementBits());
    }

    @Property
    void wholeBlocksTakeBitsPerWeight(
            @ForAll("blocks") BlockFormat block, @ForAll @LongRange(min = 1, max = 64) long rows,
            @ForAll @LongRange(min = 1, max = 64) long blocks) {
        long columns = block.blockColumns() == BlockFormat.WHOLE_ROW ? 1 << 20 : blocks * block.blockColumns();
        long height = rows * block.blockRows();
        assertThat((double) block.bytes(height, columns, 1)).isCloseTo(height * columns * block.bitsPerWeight() / 8, within(2.0 * rows + 1));
    }

    @Provide
    Arbitrary<BlockFormat> blocks() {
        return Arbitraries.of(
                BlockFormat.F32, BlockFormat.BF16, BlockFormat.FP8_128X128, BlockFormat.INT8, BlockFormat.INT8_G128, BlockFormat.INT4_G128,
                BlockFormat.NVFP4, BlockFormat.MXFP4, BlockFormat.Q8_0, BlockFormat.Q5_1, BlockFormat.Q4_0, BlockFormat.Q6_K, BlockFormat.Q5_K,
                BlockFormat.Q4_K, BlockFormat.Q3_K, BlockFormat.Q2_K);
    }
}
