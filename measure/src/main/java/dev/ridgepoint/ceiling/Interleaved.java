package dev.ridgepoint.ceiling;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes trials of many cases in turn: a round is one trial of each. On a machine with neighbours a slow phase then falls on all cases alike, where trials of one
 * case in a row would put it all on one of them.
 */
final class Interleaved {

    private static final int LEAST_TRIALS = 3;

    private final int rounds;
    private final Progress progress;
    private final List<TimedCase> cases = new ArrayList<>();

    Interleaved(int rounds, Progress progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    TimedCase add(TimedCase timed) {
        cases.add(timed);
        return timed;
    }

    /** Makes all rounds; {@code what} names them for whoever waits. */
    void run(String what) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < cases.size(); i++) {
                if (i % 16 == 0) {
                    progress.at(what + ", round " + (round + 1) + " of " + rounds, (round + i / (double) cases.size()) / rounds);
                }
                if (cases.get(i).wantsMore(Math.min(LEAST_TRIALS, rounds))) {
                    cases.get(i).tryOnce();
                }
            }
        }
        progress.at(what, 1);
    }
}
