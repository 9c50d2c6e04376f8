package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WarmupTest {

    /** After how many times of a series it is stable; -1 when 500 are not enough. */
    private static int stableAfter(IntToDoubleFunction series) {
        Warmup warmup = new Warmup(8, 0.05);
        for (int i = 0; i < 500; i++) {
            warmup.add(series.applyAsDouble(i));
            if (warmup.isStable()) {
                return i + 1;
            }
        }
        return -1;
    }

    @Test
    void whatNeverChangesIsStableAfterThreeWindows() {
        assertThat(stableAfter(i -> 0.1)).isEqualTo(24);
    }

    @Test
    void aSlowStartIsWaitedFor() {
        // Three quick windows begin where the slow start ends; half of the first of them may still be slow.
        assertThat(stableAfter(i -> i < 40 ? 0.3 : 0.1)).isEqualTo(24);
        assertThat(stableAfter(i -> 0.1 * (1 + 5 * Math.exp(-i / 10.0)))).isBetween(60, 90);
    }

    @Test
    void noiseAndOutliersDoNotMatter() {
        Random random = new Random(5);
        assertThat(stableAfter(i -> (i % 5 == 0 ? 3 : 1) * (1 + 0.01 * random.nextGaussian()))).isBetween(24, 30);
    }

    @Test
    void whatDriftsIsNeverStable() {
        assertThat(stableAfter(i -> Math.pow(1.01, i))).isEqualTo(-1);
        assertThat(stableAfter(i -> Math.pow(0.99, i))).isEqualTo(-1);
        // Neighbouring windows of this drift differ by 4 % only.
        assertThat(stableAfter(i -> Math.pow(1.005, i))).isEqualTo(-1);
    }

    @Test
    void whatJumpsBackAndForthIsNeverStable() {
        assertThat(stableAfter(i -> i / 12 % 2 == 0 ? 1 : 2)).isEqualTo(-1);
    }

    @Test
    void theRuleIsStated() {
        assertThat(new Warmup(8, 0.05).rule()).contains("3 windows of 8").contains("5 %");
    }

    @Test
    void senselessRulesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Warmup(0, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> new Warmup(8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Warmup(8, Double.NaN));
    }
}
