package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VarianceSharesTest {

    /** Two devices of 10 and 20 ms a token, nothing else: lengths explain all of the spread within each. */
    @Test
    void onlyOutputLengths() {
        double[] tokens = {2, 50, 2, 50};
        VarianceShares shares = VarianceShares.of(new double[] {20, 500, 40, 1000}, tokens, List.of("fast", "fast", "slow", "slow"));
        assertThat(shares.together()).isCloseTo(1, within(1e-12));
        assertThat(shares.neither()).isCloseTo(0, within(1e-12));
        assertThat(shares.withinGroups().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(shares.lines()).extracting(line -> Math.round(line.slope().orElseThrow())).containsExactly(10L, 20L);
        // By hand: mean 390; squares 136900 + 12100 + 122500 + 372100 = 643600; means 260 and 520, 4 * 130^2 between.
        assertThat(shares.groupAlone()).isCloseTo(67_600.0 / 643_600, within(1e-12));
        // Over all: 30 and 750, 4 * 360^2.
        assertThat(shares.amountAlone()).isCloseTo(518_400.0 / 643_600, within(1e-12));
        assertThat(shares.onlyAmount()).isCloseTo(1 - 67_600.0 / 643_600, within(1e-12));
        assertThat(shares.onlyGroup()).isCloseTo(1 - 518_400.0 / 643_600, within(1e-12));
    }

    @Test
    void sameLengthsExplainNothing() {
        VarianceShares shares = VarianceShares.of(new double[] {3, 5, 4, 9}, new double[] {50, 50, 50, 50}, List.of("a", "a", "a", "a"));
        assertThat(shares.together()).isZero();
        assertThat(shares.withinGroups()).hasValue(0);
        assertThat(shares.lines().get(0).slope()).isEmpty();
    }

    @Test
    void groupsOfOne() {
        VarianceShares shares = VarianceShares.of(new double[] {3, 5}, new double[] {1, 2}, List.of("a", "b"));
        assertThat(shares.groupAlone()).isEqualTo(1);
        assertThat(shares.withinGroups()).isEmpty();
        assertThat(shares.lines()).allSatisfy(line -> assertThat(line.share()).isEmpty());
    }

    @Property(tries = 200)
    void sharesAreShares(@ForAll @Size(20) List<@DoubleRange(min = 1, max = 100) Double> response,
            @ForAll @Size(20) List<@DoubleRange(min = 1, max = 50) Double> amounts) {
        double[] y = response.stream().mapToDouble(value -> value).toArray();
        y[0] = 200;
        VarianceShares shares = VarianceShares.of(y, amounts.stream().mapToDouble(value -> value).toArray(), IntStream.range(0, 20).mapToObj(i -> "g"
                + i % 4).toList());
        assertThat(shares.together()).isBetween(Math.max(shares.amountAlone(), shares.groupAlone()) - 1e-9, 1.0);
        assertThat(shares.withinGroups().orElseThrow()).isBetween(-1e-9, 1 + 1e-9);
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> VarianceShares.of(new double[] {2, 2}, new double[] {1, 2}, List.of("a", "b")))
                .hasMessage("variance shares: all 2 values are 2.0");
        assertThatThrownBy(() -> VarianceShares.of(new double[] {2, 3}, new double[] {1}, List.of("a", "b")))
                .hasMessage("variance shares: 2 trials have 1 amounts");
        assertThatThrownBy(() -> VarianceShares.of(new double[] {2, 3}, new double[] {1, 2}, List.of("a"))).hasMessage("groups: 2 values have 1 labels");
    }
}
