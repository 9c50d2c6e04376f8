package dev.ridgepoint.chart;

/** The two things a logarithmic figure asks of its data: that values are positive and finite, and that things have names. */
final class Check {

    private Check() {}

    static void positive(String what, double value) {
        // Written so that NaN fails too.
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be positive and finite, but is " + value);
        }
    }

    static void named(String what, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }
}
