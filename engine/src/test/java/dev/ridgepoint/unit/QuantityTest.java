package dev.ridgepoint.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    /** The numbers are written out, so that a prefix that is computed wrongly cannot agree with itself. */
    @ParameterizedTest(name = "1 {0} = {2}")
    @CsvSource({
            "B, BYTES, 1", "kB, BYTES, 1000", "MB, BYTES, 1000000", "GB, BYTES, 1000000000", "TB, BYTES, 1000000000000",
            "PB, BYTES, 1000000000000000", "EB, BYTES, 1000000000000000000",
            "KiB, BYTES, 1024", "MiB, BYTES, 1048576", "GiB, BYTES, 1073741824", "TiB, BYTES, 1099511627776",
            "B/s, BYTES_PER_SECOND, 1", "kB/s, BYTES_PER_SECOND, 1000", "MB/s, BYTES_PER_SECOND, 1000000", "GB/s, BYTES_PER_SECOND, 1000000000",
            "TB/s, BYTES_PER_SECOND, 1000000000000", "PB/s, BYTES_PER_SECOND, 1000000000000000", "EB/s, BYTES_PER_SECOND, 1000000000000000000",
            "KiB/s, BYTES_PER_SECOND, 1024", "MiB/s, BYTES_PER_SECOND, 1048576", "GiB/s, BYTES_PER_SECOND, 1073741824",
            "TiB/s, BYTES_PER_SECOND, 1099511627776",
            "FLOP/s, OPERATIONS_PER_SECOND, 1", "kFLOP/s, OPERATIONS_PER_SECOND, 1000", "MFLOP/s, OPERATIONS_PER_SECOND, 1000000",
            "GFLOP/s, OPERATIONS_PER_SECOND, 1000000000", "TFLOP/s, OPERATIONS_PER_SECOND, 1000000000000",
            "PFLOP/s, OPERATIONS_PER_SECOND, 1000000000000000", "EFLOP/s, OPERATIONS_PER_SECOND, 1000000000000000000",
            "OP/s, OPERATIONS_PER_SECOND, 1", "kOP/s, OPERATIONS_PER_SECOND, 1000", "MOP/s, OPERATIONS_PER_SECOND, 1000000",
            "GOP/s, OPERATIONS_PER_SECOND, 1000000000", "TOP/s, OPERATIONS_PER_SECOND, 1000000000000",
            "POP/s, OPERATIONS_PER_SECOND, 1000000000000000", "EOP/s, OPERATIONS_PER_SECOND, 1000000000000000000",
            "s, SECONDS, 1", "ms, SECONDS, 0.001", "us, SECONDS, 0.000001", "ns, SECONDS, 0.000000001",
            "Hz, HERTZ, 1", "kHz, HERTZ, 1000", "MHz, HERTZ, 1000000", "GHz, HERTZ, 1000000000",
            "mW, WATTS, 0.001", "W, WATTS, 1", "kW, WATTS, 1000", "USD, DOLLARS, 1"})
    void everyPrefixHasItsSize(String unit, Dimension dimension, double size) {
        Quantity quantity = Quantity.parse("1 " + unit, dimension);
        assertThat(quantity.value()).isCloseTo(size, within(size * 1e-15));
        assertThat(quantity.unit()).isEqualTo(unit);
        assertThat(quantity.dimension()).isEqualTo(dimension);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "936.2 GB/s, BYTES_PER_SECOND, 936200000000", "936.2GB/s, BYTES_PER_SECOND, 936200000000", "'  24   GiB ', BYTES, 25769803776",
            ".5 us, SECONDS, 0.0000005", "+2 GHz, HERTZ, 2000000000", "1e3 W, WATTS, 1000", "35.58e12 FLOP/s, OPERATIONS_PER_SECOND, 35580000000000",
            "1.5E-3 ms, SECONDS, 0.0000015"})
    void numbersAreReadInEveryUsualForm(String text, Dimension dimension, double value) {
        assertThat(Quantity.parse(text, dimension).value()).isCloseTo(value, within(value * 1e-12));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
            24                 | BYTES            | has no unit
            24 gb              | BYTES            | 'gb' is not a unit here
            24 GIB             | BYTES            | 'GIB' is not a unit here
            24 Gb              | BYTES            | 'Gb' is not a unit here
            24 GB/s            | BYTES            | 'GB/s' is not a unit here
            936.2 GB           | BYTES_PER_SECOND | 'GB' is not a unit here
            936.2 Gbit/s       | BYTES_PER_SECOND | 'Gbit/s' is not a unit here
            3 min              | SECONDS          | 'min' is not a unit here
            71 TFLOPS          | OPERATIONS_PER_SECOND | 'TFLOPS' is not a unit here
            71 TiFLOP/s        | OPERATIONS_PER_SECOND | 'TiFLOP/s' is not a unit here
            350 MW             | WATTS            | 'MW' is not a unit here
            1500 EUR           | DOLLARS          | 'EUR' is not a unit here
            -24 GiB            | BYTES            | must be positive and finite
            0 GiB              | BYTES            | must be positive and finite
            -0.0 GiB           | BYTES            | must be positive and finite
            1e400 GiB          | BYTES            | must be positive and finite
            1e308 EB           | BYTES            | must be positive and finite
            1e-400 GiB         | BYTES            | must be positive and finite
            1e9999 GiB         | BYTES            | is not a quantity
            NaN GiB            | BYTES            | is not a quantity
            Infinity GiB       | BYTES            | is not a quantity
            GiB                | BYTES            | is not a quantity
            24 GiB or so       | BYTES            | is not a quantity
            1,5 GiB            | BYTES            | is not a quantity
            0x18 GiB           | BYTES            | is not a quantity
            ''                 | BYTES            | is not a quantity
            """)
    void whatIsNotAQuantityIsRefusedWithAnExample(String text, Dimension dimension, String problem) {
        assertThatThrownBy(() -> Quantity.parse(text, dimension))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .message().doesNotContain("\n");
        if (!problem.contains("positive")) {
            assertThatThrownBy(() -> Quantity.parse(text, dimension)).hasMessageContaining(dimension.example());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000, 1_000_000})
    void aLongTextIsRefusedInAShortMessage(int length) {
        assertThatThrownBy(() -> Quantity.parse("9".repeat(length), Dimension.BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .message().hasSizeLessThan(150);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
            "204800000000, BYTES_PER_SECOND, 204.8 GB/s", "35580000000000, OPERATIONS_PER_SECOND, 35.58 TFLOP/s", "0.000003, SECONDS, 3 us",
            "0.0125, SECONDS, 12.5 ms", "1296000000, HERTZ, 1.296 GHz", "350, WATTS, 350 W", "1500, DOLLARS, 1500 USD", "512, BYTES, 512 B",
            "999.96e9, BYTES, 1 TB"})
    void quantitiesAreWrittenWithThePrefixThatSuits(double value, Dimension dimension, String text) {
        assertThat(Quantity.format(value, dimension)).isEqualTo(text);
    }

    @Property
    void whatIsWrittenIsReadBackToFourDigits(@ForAll @DoubleRange(min = 1, max = 9e17) double value) {
        double back = Quantity.parse(Quantity.format(value, Dimension.BYTES_PER_SECOND), Dimension.BYTES_PER_SECOND).value();
        assertThat(back).isCloseTo(value, within(value * 6e-4));
    }
}
