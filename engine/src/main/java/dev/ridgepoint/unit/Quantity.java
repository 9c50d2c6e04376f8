package dev.ridgepoint.unit;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, as people write it: {@code 204.8 GB/s}.
 *
 * @param value     the size in the dimension's base unit
 * @param unit      the unit as written
 * @param dimension what is measured
 */
public record Quantity(double value, String unit, Dimension dimension) {

    private static final Pattern WRITTEN = Pattern.compile("\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\S*)\\s*");

    /**
     * Reads a positive quantity.
     *
     * @throws IllegalArgumentException if the text is not a number with a unit of this dimension, or is not positive; the message is one line
     */
    public static Quantity parse(String text, Dimension dimension) {
        Matcher matcher = WRITTEN.matcher(text);
        if (text.length() > 64 || !matcher.matches()) {
            throw new IllegalArgumentException("'" + abbreviated(text) + "' is not a quantity; write it as in " + dimension.example());
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("'" + text.strip() + "' has no unit; write it as in " + dimension.example());
        }
        Double size = dimension.units().get(unit);
        if (size == null) {
            throw new IllegalArgumentException("'" + unit + "' is not a unit here; write it as in " + dimension.example());
        }
        double value = number * size;
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("'" + text.strip() + "' must be positive and finite");
        }
        return new Quantity(value, unit, dimension);
    }

    /** The quantity with four significant digits at most and the prefix that suits it, as in {@code 204.8 GB/s}. */
    public static String format(double value, Dimension dimension) {
        Map.Entry<String, Double> best = Map.entry(dimension.baseUnit(), 1.0);
        boolean first = true;
        for (Map.Entry<String, Double> unit : dimension.printedUnits().entrySet()) {
            // What rounds to a thousand of the unit before is one of this.
            if (first && value > 0 || Math.abs(value) >= unit.getValue() * 0.99995) {
                best = unit;
            }
            first = false;
        }
        return significant(value / best.getValue()) + " " + best.getKey();
    }

    /** A number with four significant digits at most and no trailing zeros, never in scientific notation between 0.001 and a million. */
    public static String significant(double number) {
        if (number == 0) {
            return "0";
        }
        double magnitude = Math.abs(number);
        if (magnitude >= 1e6 || magnitude < 1e-3) {
            return String.format(Locale.ROOT, "%.3g", number);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static String abbreviated(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }
}
