package dev.ridgepoint.hardware.lint;

/**
 * What the linter holds against a profile.
 *
 * @param file    the profile as it was named to the linter
 * @param line    counted from 1; where a value is inherited, the line of {@code extends}
 * @param field   dotted path of keys; empty when the profile as a whole is meant
 * @param rule    short name of the rule, the same for all findings of its kind
 * @param message what is wrong and what it should be, in one line
 */
public record Finding(String file, int line, String field, String rule, String message) {

    @Override
    public String toString() {
        return message.startsWith(file) ? message : file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message + " [" + rule + "]";
    }
}
