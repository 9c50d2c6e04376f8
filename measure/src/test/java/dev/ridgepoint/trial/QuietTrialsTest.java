package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.trial.QuietTrials.Attempts;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietTrialsTest {

    private final Iterator<Integer> trials = List.of(11, 12, 3, 4, 15, 16, 17, 8).iterator();
    private final QuietTrials<Integer> quiet = new QuietTrials<>(trial -> trial > 10, 2);

    @Test
    void disturbedTrialsAreRunAgainAndKeptAside() {
        assertThat(quiet.run(trials::next)).isEqualTo(new Attempts<>(3, List.of(11, 12)));
        assertThat(quiet.run(trials::next)).isEqualTo(new Attempts<>(4, List.of()));
    }

    @Test
    void afterSoManyRerunsTheLastIsKept() {
        quiet.run(trials::next);
        quiet.run(trials::next);
        assertThat(quiet.run(trials::next)).isEqualTo(new Attempts<>(17, List.of(15, 16)));
        assertThat(trials.next()).isEqualTo(8);
    }

    @Test
    void withoutRerunsEveryTrialIsKept() {
        assertThat(new QuietTrials<Integer>(trial -> true, 0).run(trials::next)).isEqualTo(new Attempts<>(11, List.of()));
    }
}
