package dev.ridgepoint.input;

/** A person's mistake in a file or an argument. The message is one line that names the file, the line and the field where there are any. */
public final class InvalidInputException extends RuntimeException {

    /** A mistake outside any file. */
    public InvalidInputException(String problem) {
        super(oneLine(problem));
    }

    /** A mistake in a file as a whole. */
    public InvalidInputException(String file, String problem) {
        this(file + ": " + problem);
    }

    /** A mistake at a line of a file, counted from 1; {@code field} may be empty. */
    public InvalidInputException(String file, int line, String field, String problem) {
        this(file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + problem);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
