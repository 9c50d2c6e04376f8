package dev.ridgepoint.examples.rooflinebench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** How numbers and lists are written in prose. */
final class Phrase {

    private static final MathContext THREE = new MathContext(3);

    private Phrase() { }

    /** Three digits, and whole numbers whole: {@code 0.984}, {@code 1.00}, {@code 28.2}, {@code 1150}, {@code 64}. */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return new BigDecimal(value).toPlainString();
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE);
        int decimals = THREE.getPrecision() - (rounded.precision() - rounded.scale());
        return rounded.setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN).toPlainString();
    }

    /** {@code 97 %}, {@code 3.4 %}. */
    static String percent(double fraction) {
        double percent = 100 * fraction;
        return (Math.abs(percent) < 10 ? new BigDecimal(percent).round(new MathContext(2)).stripTrailingZeros().toPlainString()
                : Long.toString(Math.round(percent))) + " %";
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return words.isEmpty() ? "none" : last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code all five devices}, {@code the M1 Pro and the H100}, {@code none of the five devices}: some of several. */
    static String devices(List<String> some, List<String> all) {
        return some.isEmpty() ? "none of the " + count(all.size()) + " devices" : some.size() == all.size() ? "all " + count(all.size()) + " devices"
                : list(some.stream().map(device -> "the " + device).toList());
    }

    private static final List<String> COUNTS = List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /** A small count in a word. */
    static String count(int count) {
        return count < COUNTS.size() ? COUNTS.get(count) : Integer.toString(count);
    }

    /** A sentence's first letter. */
    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
