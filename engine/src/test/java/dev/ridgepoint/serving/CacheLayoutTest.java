package dev.ridgepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheLayoutTest {

    private static final double CAPACITY = 64e9;

    /** Llama-3.1-8B: 32 layers of 8 KV heads of 128, keys and values in two bytes, are 131072 bytes a token. */
    @Test
    void blocksOfLlama() {
        CacheLayout layout = CacheLayout.of(Subjects.workload("llama-3.1-8b", "bf16"), 16, CAPACITY);
        assertThat(layout.bytesPerToken()).isEqualTo(131_072);
        assertThat(layout.blockBytes()).isEqualTo(2_097_152);
        assertThat(layout.blocks()).isEqualTo(30_517);
        assertThat(layout.blocksFor(16)).isEqualTo(1);
        assertThat(layout.blocksFor(17)).isEqualTo(2);
        assertThat(layout.keepsEverything()).isTrue();
    }

    /** Blocks hold what the memory footprint says, and less than a block more; states of recurrent layers lie in blocks of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"llama-3.1-8b", "deepseek-v2-lite", "gemma-3-4b", "gpt-oss-20b", "falcon-h1-3b", "falcon-mamba-7b", "llama-4-scout"})
    void blocksHoldTheCache(String model) {
        Workload workload = Subjects.workload(model, "bf16");
        CacheLayout layout = CacheLayout.of(workload, 16, CAPACITY);
        for (int tokens : new int[] {1, 100, 1000, 20_000}) {
            double bytes = workload.cacheBytes(tokens);
            assertThat(layout.bytesFor(tokens)).isBetween(bytes * (1 - 1e-9), bytes + 2 * layout.blockBytes());
        }
    }

    /** A window that is full takes no more blocks; what slid out is nobody's to share. */
    @Test
    void windowsStopGrowing() {
        CacheLayout gemma = CacheLayout.of(Subjects.workload("gemma-3-4b", "bf16"), 16, CAPACITY);
        int early = gemma.blocksFor(1024) - gemma.blocksFor(0);
        int late = gemma.blocksFor(20_480 + 1024) - gemma.blocksFor(20_480);
        assertThat(early).isEqualTo(64);
        // 5 of 34 layers see everything.
        assertThat((double) late).isCloseTo(64 * 5 / 34.0, within(1.0));
        assertThat(gemma.keepsEverything()).isFalse();
    }
}
