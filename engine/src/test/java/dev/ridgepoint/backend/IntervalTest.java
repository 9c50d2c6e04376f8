package dev.ridgepoint.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.backend.Spread.Kind;
import dev.ridgepoint.backend.Spread.Unseen;
import dev.ridgepoint.format.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    private static Backend stating(Unseen... unseen) {
        return new Backend("test", "Test", "", 512, NumberFormat.FP32, false, List.of(), Optional.empty(), Map.of(),
                List.of(new Adjustment(Adjustment.When.device("measured"), Map.of(Parameter.DECODE_TIME, 1.1))), List.of("known"),
                Stream.of(unseen).map(one -> new Spread(Kind.DECODE, one, 0.9, 1.1, 0.8, 1 + 0.2 * (1 + one.ordinal()))).toList());
    }

    @ParameterizedTest
    @CsvSource({"measured, known, MODEL", "measured, new, MODEL", "other, known, DEVICE", "other, new, BOTH"})
    void itDependsOnWhatWasMeasured(String device, String model, Unseen unseen) {
        assertThat(Interval.of(stating(Unseen.values()), device, model, Kind.DECODE).orElseThrow().spread().unseen()).isEqualTo(unseen);
    }

    @Test
    void thatOfADeviceStandsInForOnesThatAreNotStated() {
        assertThat(Interval.of(stating(Unseen.DEVICE), "other", "new", Kind.DECODE).orElseThrow().spread().unseen()).isEqualTo(Unseen.DEVICE);
        assertThat(Interval.of(stating(Unseen.DEVICE), "measured", "new", Kind.DECODE).orElseThrow().spread().unseen()).isEqualTo(Unseen.DEVICE);
        assertThat(Interval.of(stating(Unseen.MODEL), "other", "new", Kind.DECODE)).isEmpty();
        assertThat(Interval.of(stating(Unseen.values()), "other", "new", Kind.PREFILL)).isEmpty();
    }

    @Test
    void itsEndsAreRatiosOfTheRate() {
        Interval interval = Interval.of(stating(Unseen.BOTH), "other", "new", Kind.DECODE).orElseThrow();
        assertThat(interval.eighty(50)).isEqualTo(new Interval.Range(45, 55.00000000000001));
        assertThat(interval.ninetyFive(50)).isEqualTo(new Interval.Range(40, 80));
    }
}
