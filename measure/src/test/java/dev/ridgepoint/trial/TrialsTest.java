package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.trial.Trial.Fate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrialsTest {

    private static final Trial QUIET = new Trial(2, 0.001, 0.001, Fate.QUIET);
    private static final Trial DISTURBED = new Trial(9, 0.004, 0.002, Fate.THROWN_AWAY);
    private static final Trial KEPT_ALL_THE_SAME = new Trial(6, 0.003, 0.001, Fate.INTERFERED);

    @Test
    void whatWasThrownAwayIsThereButDoesNotCount() {
        Trials trials = new Trials(List.of(QUIET, DISTURBED, KEPT_ALL_THE_SAME));
        assertThat(trials.all()).containsExactly(QUIET, DISTURBED, KEPT_ALL_THE_SAME);
        assertThat(trials.kept()).containsExactly(QUIET, KEPT_ALL_THE_SAME);
        assertThat(trials.thrownAway()).containsExactly(DISTURBED);
        assertThat(trials.interfered()).isEqualTo(1);
        assertThat(trials.seconds().median()).isEqualTo(4);
        assertThat(trials.seconds().max()).isEqualTo(6);
    }

    @Test
    void theProbeTakesTheMachineOut() {
        Trials trials = new Trials(List.of(QUIET, DISTURBED, KEPT_ALL_THE_SAME));
        assertThat(QUIET.perProbe()).isCloseTo(2000, within(1e-9));
        assertThat(KEPT_ALL_THE_SAME.perProbe()).isCloseTo(3000, within(1e-9));
        assertThat(trials.perProbe().median()).isCloseTo(2500, within(1e-9));
        assertThatIllegalArgumentException().isThrownBy(() -> Trials.of(1, 2).perProbe());
    }

    @Test
    void nothingKeptIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trials(List.of(DISTURBED)));
    }

    @Test
    void howSureIsAboutTheMedian() {
        assertThat(Trials.of(1, 2, 3, 4, 5).howSure().orElseThrow().contains(3)).isTrue();
        assertThat(Trials.of(1).howSure()).isEmpty();
    }

    @Test
    void fiveAgainstFiveApartAreDifferent() {
        Trials quick = Trials.of(1.0, 1.1, 1.2, 1.3, 1.4);
        Trials slow = Trials.of(2.0, 2.1, 2.2, 2.3, 2.4);
        // Of C(10, 5) = 252 orders two are as extreme.
        assertThat(quick.chanceThatSameAs(slow)).isCloseTo(2.0 / 252, within(1e-12));
        assertThat(quick.isDifferentFrom(slow)).isTrue();
        assertThat(slow.isDifferentFrom(quick)).isTrue();
    }

    /** Where the normal approximation says 0.0495 and finds a difference. */
    @Test
    void threeAgainstThreeAreNeverDifferent() {
        Trials quick = Trials.of(1, 2, 3);
        Trials slow = Trials.of(10, 20, 30);
        assertThat(quick.chanceThatSameAs(slow)).isCloseTo(2.0 / 20, within(1e-12));
        assertThat(quick.isDifferentFrom(slow)).isFalse();
    }

    /** Of the 126 orders of 4 and 5 values, 1, 1 and 2 have a U of 0, 1 and 2. */
    @Test
    void ordersAreCountedOut() {
        // One of the smaller ones passes two of the larger: U = 2.
        Trials four = Trials.of(1, 2, 3, 6.5);
        Trials five = Trials.of(5, 6, 7, 8, 9);
        assertThat(four.chanceThatSameAs(five)).isCloseTo(2.0 * (1 + 1 + 2) / 126, within(1e-12));
    }

    @Test
    void equalValuesAreTheSame() {
        assertThat(Trials.of(1, 1, 1, 1, 1, 1).chanceThatSameAs(Trials.of(1, 1, 1, 1, 1, 1))).isEqualTo(1);
        assertThat(Trials.of(1, 2, 3, 4, 5, 6).isDifferentFrom(Trials.of(6, 5, 4, 3, 2, 1))).isFalse();
    }

    @Test
    void manyAreTestedByTheApproximation() {
        double[] some = new Random(1).doubles(60, 1, 2).toArray();
        double[] others = new Random(2).doubles(60, 1, 2).toArray();
        double[] slower = new Random(3).doubles(60, 1.4, 2.4).toArray();
        assertThat(Trials.of(some).isDifferentFrom(Trials.of(others))).isFalse();
        assertThat(Trials.of(some).isDifferentFrom(Trials.of(slower))).isTrue();
    }

    /** A test at 5 % calls 5 % of pairs different that are not; the exact one for small numbers somewhat fewer. */
    @Test
    void falseAlarmsAreAsRareAsPromised() {
        Random random = new Random(11);
        int alarms = 0;
        for (int i = 0; i < 1000; i++) {
            alarms += Trials.of(random.doubles(8).toArray()).isDifferentFrom(Trials.of(random.doubles(8).toArray())) ? 1 : 0;
        }
        assertThat(alarms).isBetween(25, 65);
    }
}
