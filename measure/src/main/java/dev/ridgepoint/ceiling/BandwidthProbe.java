package dev.ridgepoint.ceiling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers requests for single bandwidth trials, one a line, in the words of {@code measure/src/c/bandwidth.c}, so that {@code compare.sh} can ask both in turn:
 * {@code KERNEL BYTES THREADS SECONDS}, answered by GB/s that the program names.
 */
public final class BandwidthProbe {

    private static final long LARGEST = 1L << 30;

    private BandwidthProbe() { }

    /** Answers until its input ends. */
    public static void main(String[] args) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (StreamArena arena = new StreamArena(Streams.best(), LARGEST, processors)) {
            arena.warmUp(1);
            arena.warmUp(processors);
            answer(arena);
        }
    }

    private static void answer(StreamArena arena) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = System.out;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.strip().split("\\s+");
            StreamKernel kernel = StreamKernel.valueOf(words[0].toUpperCase(Locale.ROOT));
            long set = Long.parseLong(words[1]);
            int threads = Integer.parseInt(words[2]);
            double seconds = arena.trial(kernel, set, threads, Double.parseDouble(words[3]));
            out.printf(Locale.ROOT, "%.3f%n", StreamArena.bytes(kernel, set, threads) / seconds / 1e9);
            out.flush();
        }
    }
}
