package dev.ridgepoint.ceiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.ceiling.Plateaus.Plateau;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlateausTest {

    private static final long[] SETS = LongStream.rangeClosed(14, 30).map(exponent -> 1L << exponent).toArray();

    @Test
    void findsTheStepsOfANoisyStaircase() {
        Random random = new Random(7);
        for (int repetition = 0; repetition < 50; repetition++) {
            double[] rates = LongStream.of(SETS)
                    .mapToDouble(set -> (set <= 64 << 10 ? 400 : set <= 1 << 20 ? 200 : set <= 32 << 20 ? 60 : 25) * (1 + 0.05 * random.nextGaussian())).toArray();
            List<Plateau> plateaus = Plateaus.of(SETS, rates);
            assertThat(plateaus).extracting(Plateau::largest).containsExactly(64L << 10, 1L << 20, 32L << 20, 1L << 30);
            assertThat(plateaus.get(3).bandwidth()).isCloseTo(25, within(2.0));
        }
    }

    @Test
    void aFlatCurveIsOneLevelHoweverItRipples() {
        double[] rates = LongStream.of(SETS).mapToDouble(set -> 20 + (Long.numberOfTrailingZeros(set) % 3)).toArray();
        assertThat(Plateaus.of(SETS, rates)).singleElement().extracting(Plateau::largest).isEqualTo(1L << 30);
    }

    @Test
    void aRiseIsNoLevelOfItsOwn() {
        // Small sets are slow where starting the threads takes as long as the reading.
        double[] rates = LongStream.of(SETS).mapToDouble(set -> set < 128 << 10 ? 90 : set <= 16 << 20 ? 200 : 30).toArray();
        assertThat(Plateaus.of(SETS, rates)).extracting(Plateau::largest).containsExactly(16L << 20, 1L << 30);
    }
}
