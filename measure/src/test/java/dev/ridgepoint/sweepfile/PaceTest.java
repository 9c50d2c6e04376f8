package dev.ridgepoint.sweepfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** What is told of a sweep while it runs. */
class PaceTest {

    private static final long SECOND = 1_000_000_000;
    private static final LocalTime TWO = LocalTime.of(14, 0);

    /** Two million in the second between two reports, of which an earlier run had done half a million before: 96 left take 48 seconds. */
    @Test
    void aRateAndAnEnd() {
        Pace pace = new Pace(100_000_000);
        assertThat(pace.at(2_000_000, 500_000, 5 * SECOND, TWO)).isEqualTo("2.00 M of 100.0 M points");
        assertThat(pace.at(4_000_000, 500_000, 6 * SECOND, TWO)).isEqualTo("4.00 M of 100.0 M points, 2.00 M a second, done at 14:00:48");
        assertThat(new Pace(99_999).at(150, 0, 0, TWO)).isEqualTo("150 of 99,999 points");
    }

    /** Slow at first: after as many reports as are looked back on, the start is forgotten. */
    @Test
    void theRateIsThatOfLately() {
        Pace pace = new Pace(4_000_000_000_000L);
        pace.at(0, 0, 0, TWO);
        pace.at(1, 0, 1000 * SECOND, TWO);
        String last = "";
        for (int i = 1; i <= 40; i++) {
            last = pace.at(1 + 200_000L * i, 0, (1000 + i) * SECOND, TWO);
        }
        assertThat(last).isEqualTo("8.00 M of 4,000,000.0 M points, 200 k a second, done in 231.5 days");
    }
}
