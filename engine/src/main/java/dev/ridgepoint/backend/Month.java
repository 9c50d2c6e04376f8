package dev.ridgepoint.backend;

/**
 * A month in which a runtime was built.
 *
 * @param year  after Christ
 * @param month 1 to 12
 */
public record Month(int year, int month) {

    /** @throws IllegalArgumentException if there is no such month */
    public Month {
        if (year < 1000 || year > 9999 || month < 1 || month > 12) {
            throw new IllegalArgumentException(year + "-" + month + " is not a month such as 2024-06");
        }
    }

    /**
     * Reads {@code 2024-06}.
     *
     * @throws IllegalArgumentException if it is none; the message is one line
     */
    public static Month parse(String text) {
        if (!text.matches("\\d{4}-\\d{2}")) {
            throw new IllegalArgumentException("'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "' is not a month such as 2024-06");
        }
        return new Month(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5)));
    }

    /** Whether this one is earlier. */
    public boolean isBefore(Month other) {
        return year < other.year || year == other.year && month < other.month;
    }

    @Override
    public String toString() {
        return String.format("%04d-%02d", year, month);
    }
}
