package dev.ridgepoint.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** The stretch of a logarithmic axis that is shown, and how its decades are written. */
record AxisRange(double low, double high) {

    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E", "Z"};

    /** Beyond this many empty decades an axis no longer starts or ends at a power of ten. */
    private static final double MOST_WASTE = 0.5;

    /** Limits lie a little outside their decade, so that its label stands beside its grid line and not on the corner. */
    private static final double BEYOND = 0.03;

    /** A range of whole decades that holds both values, unless that would waste much of the axis. */
    static AxisRange covering(double least, double greatest) {
        double from = Math.log10(least);
        double to = Math.log10(greatest);
        double down = Math.floor(from + 1e-9);
        double up = Math.ceil(to - 1e-9);
        double low = from - down > MOST_WASTE ? from - 0.05 : down - BEYOND;
        double high = up - to > MOST_WASTE ? to + 0.05 : up + BEYOND;
        return new AxisRange(Math.pow(10, low), Math.pow(10, high));
    }

    /** The exponents of the powers of ten within the range. */
    List<Integer> decades() {
        int first = (int) Math.ceil(Math.log10(low));
        int last = (int) Math.floor(Math.log10(high));
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** Where a value lies, 0 at the low end and 1 at the high one. */
    double fraction(double value) {
        return Math.log10(value / low) / decadeCount();
    }

    double decadeCount() {
        return Math.log10(high / low);
    }

    /** A power of ten as people write an operational intensity: 0.1, 1, 10, 1000. */
    static String intensity(int exponent) {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString();
    }

    /** A power of ten FLOP/s as people write it, with its unit or as a bare prefix: {@code 100 GFLOP/s} or {@code 100 G}. */
    static String performance(int exponent, boolean unit) {
        // Below 1 FLOP/s and above the prefixes there is nothing that people write; the plain number at least is right.
        int prefix = Math.max(0, Math.min(PREFIXES.length - 1, Math.floorDiv(exponent, 3)));
        String number = intensity(exponent - 3 * prefix);
        return (number + " " + PREFIXES[prefix] + (unit ? "FLOP/s" : "")).strip();
    }
}
