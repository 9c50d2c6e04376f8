package dev.ridgepoint.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * A process from its start to its first token.
 *
 * @param seconds     all of it, as its parent sees it
 * @param loadSeconds of that, building the decoder with its weights
 * @param passSeconds of that, the prompt's pass
 */
public record ColdStart(double seconds, double loadSeconds, double passSeconds) {

    private static final String MARK = "ridgepoint first token:";

    /** A child process that could not do it. The message is one line. */
    public static final class FailedException extends RuntimeException {
        FailedException(String message) {
            super(message);
        }
    }

    /** What the child prints when it has its first token. */
    public static String report(double loadSeconds, double passSeconds) {
        return MARK + " " + loadSeconds + " " + passSeconds;
    }

    /**
     * Runs a process until it prints {@link #report}, and then to its end.
     *
     * @throws FailedException if it ends without, or cannot be started
     */
    public static ColdStart of(ProcessBuilder process, LongSupplier nanoTime) {
        ColdStart measured = null;
        String last = "it said nothing";
        try {
            long start = nanoTime.getAsLong();
            Process child = process.redirectErrorStream(true).start();
            child.getOutputStream().close();
            // Not to outlive its parent, should that be killed.
            Thread killer = new Thread(child::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(killer);
            try (BufferedReader out = child.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(MARK) && measured == null) {
                        double seconds = (nanoTime.getAsLong() - start) * 1e-9;
                        String[] parts = line.substring(MARK.length()).strip().split(" ");
                        measured = new ColdStart(seconds, Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                    } else {
                        last = line;
                    }
                }
            }
            int status = child.waitFor();
            Runtime.getRuntime().removeShutdownHook(killer);
            if (measured == null) {
                throw new FailedException("the cold start's process ended with status " + status + " and without a token: " + last);
            }
            return measured;
        } catch (IOException e) {
            throw new FailedException("the cold start's process cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("the cold start was interrupted");
        }
    }
}
