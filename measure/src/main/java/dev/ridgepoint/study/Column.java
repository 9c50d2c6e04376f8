package dev.ridgepoint.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Function;

/**
 * A column of a study's points.
 *
 * @param name  by which a study calls it
 * @param unit  of its numbers
 * @param title on axes, without the unit
 * @param value a string, a number, a truth value, or null where there is nothing
 */
record Column(String name, Unit unit, String title, Function<Point, Object> value) {

    /** More than any ceiling is known to, and few enough that every machine writes the same. */
    private static final MathContext DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

    static Column words(String name, String title, Function<Point, Object> value) {
        return new Column(name, Unit.WORDS, title, value);
    }

    /** The heading in the CSV: the name with its unit. */
    String heading() {
        return name + unit.suffix();
    }

    boolean isNumber() {
        return unit != Unit.WORDS;
    }

    String cell(Point point) {
        return cell(value.apply(point));
    }

    /** A value as the CSV has it; nothing where it is not finite. */
    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? "" : plain(number);
        }
        return value.toString();
    }

    private static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
