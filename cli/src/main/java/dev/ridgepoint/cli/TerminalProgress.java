package dev.ridgepoint.cli;

import dev.ridgepoint.ceiling.Progress;
import java.io.PrintWriter;

/** How far a long command is, on one line that is written over; nothing where no person watches. */
final class TerminalProgress implements Progress {

    private static final int BAR = 30;
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintWriter err;
    private final boolean watched;

    TerminalProgress(PrintWriter err) {
        this.err = err;
        this.watched = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void at(String what, double share) {
        if (watched) {
            int done = (int) Math.round(BAR * Math.max(0, Math.min(1, share)));
            err.print(START_OF_LINE + "[" + "#".repeat(done) + " ".repeat(BAR - done) + "] " + what + CLEAR_TO_END);
            err.flush();
        }
    }

    /** Takes the line away. */
    void clear() {
        if (watched) {
            err.print(START_OF_LINE + CLEAR_TO_END);
            err.flush();
        }
    }
}
