package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.TestResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How statistics are written in prose. */
final class Phrase {

    private static final double LEAST_P = 0.0001;
    /** From here on decimals say nothing and digits fill lines. */
    private static final double LARGE = 1e6;

    /** More names than this are not read in a sentence. */
    private static final int MOST_NAMED = 10;

    private Phrase() { }

    /** {@code 0.0030}, {@code <0.0001}. */
    static String p(double p) {
        return p < LEAST_P ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** Degrees of freedom are counts in all tests but a few. */
    private static String degrees(double value) {
        return value == Math.rint(value) ? count(value) : Written.number(value);
    }

    /** {@code F(2, 2690) = 38.05, p < 0.0001}. */
    static String test(TestResult test) {
        String degrees = test.degreesOfFreedom().isEmpty() ? ""
                : test.degreesOfFreedom().stream().map(Phrase::degrees).collect(Collectors.joining(", ", "(", ")"));
        return test.symbol() + degrees + " = " + fixed(test.statistic()) + ", p " + (test.p() < LEAST_P ? "< 0.0001" : "= " + p(test.p()));
    }

    /** How many: every digit. */
    static String count(double value) {
        return Long.toString(Math.round(value));
    }

    /** Two decimals. */
    static String fixed(double value) {
        return decimals(value, "%.2f");
    }

    /** Three decimals: shares and ratios. */
    static String ratio(double value) {
        return decimals(value, "%.3f");
    }

    private static String decimals(double value, String format) {
        return String.format(Locale.ROOT, Math.abs(value) < LARGE ? format : "%.3g", value);
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return words.isEmpty() ? "none" : last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** The same of many: {@code a, b, c and 11 more}. */
    static String some(List<String> words) {
        return words.size() <= MOST_NAMED ? list(words)
                : String.join(", ", words.subList(0, MOST_NAMED - 1)) + " and " + (words.size() - MOST_NAMED + 1) + " more";
    }
}
