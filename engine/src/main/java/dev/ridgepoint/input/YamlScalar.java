package dev.ridgepoint.input;

import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;

/** A single value, as text. */
public record YamlScalar(String text, Place place) implements YamlNode {

    /** A whole number between the limits, both included. */
    public long integer(long least, long most) {
        long value;
        try {
            value = Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw place.mistake("'" + shortened() + "' is not a whole number from " + least + " to " + most);
        }
        if (value < least || value > most) {
            throw place.mistake(value + " is out of range; it must be from " + least + " to " + most);
        }
        return value;
    }

    /** A number between the limits, both included. */
    public double number(double least, double most) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw place.mistake("'" + shortened() + "' is not a number");
        }
        if (!(value >= least && value <= most)) {
            throw place.mistake(text + " is out of range; it must be from " + Quantity.significant(least) + " to " + Quantity.significant(most));
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    public boolean flag() {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw place.mistake("'" + shortened() + "' is neither true nor false");
        };
    }

    /** A positive quantity with its unit. */
    public Quantity quantity(Dimension dimension) {
        try {
            return Quantity.parse(text, dimension);
        } catch (IllegalArgumentException e) {
            throw place.mistake(e.getMessage());
        }
    }

    /** The text, cut to what a message should hold. */
    public String shortened() {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
