package dev.ridgepoint.cli;

/** What a comparison is printed as. */
enum ComparisonFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV;

    /** Reads it. */
    static final class Converter extends Named.Constant<ComparisonFormat> {
        Converter() {
            super(ComparisonFormat.class);
        }
    }
}
