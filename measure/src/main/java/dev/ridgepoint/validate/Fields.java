package dev.ridgepoint.validate;

import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The fields of one row, by name, that know where they stand when one of them is not what it should be.
 *
 * @param text   the file
 * @param line   the row's first line, counted from 1
 * @param values the fields
 */
record Fields(ResultText text, int line, Map<String, String> values) {

    private static final int MOST_TOKENS = 1 << 27;

    /** A field, or nothing where it is missing or empty. */
    String words(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** A field that must be there. */
    String required(String name) {
        String words = words(name);
        if (words.isEmpty()) {
            throw text.mistake(line, name, values.containsKey(name) ? "is empty" : "is missing");
        }
        return words;
    }

    /** A whole number from 0 on. */
    int count(String name) {
        return whole(name, required(name), 0);
    }

    /** The same, if it is there. */
    int count(String name, int otherwise) {
        String words = words(name);
        return words.isEmpty() ? otherwise : whole(name, words, Math.min(otherwise, 1));
    }

    private int whole(String name, String words, int least) {
        try {
            // Spreadsheets write 512 as 512.0.
            int value = Integer.parseInt(words.endsWith(".0") ? words.substring(0, words.length() - 2) : words);
            if (value >= least && value <= MOST_TOKENS) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw text.mistake(line, name, "'" + words + "' is not a whole number of " + least + " or more");
    }

    /** A number above 0. */
    double rate(String name) {
        double value = number(name, required(name));
        if (value > 0) {
            return value;
        }
        throw text.mistake(line, name, "'" + words(name) + "' is not a rate above 0");
    }

    /** A number from 0 on, if it is there. */
    OptionalDouble spread(String name) {
        String words = words(name);
        if (words.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = number(name, words);
        if (value < 0) {
            throw text.mistake(line, name, "'" + words + "' is below 0");
        }
        return OptionalDouble.of(value);
    }

    private double number(String name, String words) {
        try {
            double value = Double.parseDouble(words);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as infinity is.
        }
        throw text.mistake(line, name, "'" + words + "' is not a number");
    }

    /** Which phase was timed. */
    PhaseName phase(String name) {
        String words = required(name);
        for (PhaseName phase : PhaseName.values()) {
            if (phase.name().equalsIgnoreCase(words)) {
                return phase;
            }
        }
        String hint = Nearest.hint(words, List.of("prefill", "decode"));
        throw text.mistake(line, name, "'" + words + "' is neither prefill nor decode" + hint);
    }
}
