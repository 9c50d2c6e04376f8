package dev.ridgepoint.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person most likely meant. */
public final class Nearest {

    private Nearest() { }

    /** The candidate that continues or contains what was written, or else the one with the fewest edits, if it is near enough to be worth offering. */
    public static Optional<String> to(String written, Collection<String> candidates) {
        if (written.isBlank() || written.length() > 200) {
            return Optional.empty();
        }
        String word = written.toLowerCase(Locale.ROOT);
        int enough = Math.max(2, word.length() / 3);
        return candidates.stream()
                .min(Comparator.<String, Boolean>comparing(c -> !continues(word, c))
                        .thenComparing(c -> !contains(word, c))
                        .thenComparing(c -> distance(word, c))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(c -> distance(word, c) <= enough || contains(word, c));
    }

    /** {@code "; did you mean 'x'?"}, or nothing. */
    public static String hint(String written, Collection<String> candidates) {
        return to(written, candidates).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Who writes {@code h100} means {@code h100-sxm} and not {@code a10}, although that is fewer edits away. */
    private static boolean continues(String word, String candidate) {
        return candidate.toLowerCase(Locale.ROOT).startsWith(word);
    }

    private static boolean contains(String word, String candidate) {
        return candidate.toLowerCase(Locale.ROOT).contains(word);
    }

    /** Edits (insert, delete, replace, swap of neighbours) from one word to the other. */
    private static int distance(String a, String candidate) {
        String b = candidate.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
