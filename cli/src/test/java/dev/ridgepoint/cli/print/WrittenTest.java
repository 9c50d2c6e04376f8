package dev.ridgepoint.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrittenTest {

    @Test
    void valuesCarryTheUnitThatSuitsThem() {
        assertThat(Written.flops(337.5e9)).isEqualTo("337.5 GFLOP");
        assertThat(Written.flopRate(5.308e12)).isEqualTo("5.308 TFLOP/s");
        assertThat(Written.bytes(1.641e9)).isEqualTo("1.641 GB");
        assertThat(Written.seconds(0.008043)).isEqualTo("8.043 ms");
        assertThat(Written.capacity(32.0 * (1 << 30))).isEqualTo("32 GiB");
        assertThat(Written.capacity(960 * 1024)).isEqualTo("960 KiB");
    }

    @Test
    void parametersAreCountedAsTheFieldDoes() {
        assertThat(Written.count(671.03e9)).isEqualTo("671 B");
        assertThat(Written.count(1.543e9)).isEqualTo("1.54 B");
        assertThat(Written.count(999.6e6)).isEqualTo("1.00 B");
        assertThat(Written.count(12)).isEqualTo("12");
    }

    @Test
    void smallSharesAreNotNothing() {
        assertThat(Written.percent(0)).isEqualTo("0.0 %");
        assertThat(Written.percent(1e-6)).isEqualTo("<0.1 %");
        assertThat(Written.percent(0.972)).isEqualTo("97.2 %");
    }
}
