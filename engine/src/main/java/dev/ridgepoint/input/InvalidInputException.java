package dev.ridgepoint.input;

/** A person's mistake in a file or an argument. The message is one line that names the file, the line and the field where there are any. */
public final class InvalidInputException extends RuntimeException {

    private static final int MOST_CHARACTERS = 2000;

    private final int line;

    /** A mistake outside any file. */
    public InvalidInputException(String problem) {
        this(1, problem);
    }

    /** A mistake in a file as a whole. */
    public InvalidInputException(String file, String problem) {
        this(file + ": " + problem);
    }

    /** A mistake at a line of a file, counted from 1; {@code field} may be empty. */
    public InvalidInputException(String file, int line, String field, String problem) {
        this(line, file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + problem);
    }

    private InvalidInputException(int line, String message) {
        super(oneLine(message));
        this.line = line;
    }

    /** The line of the mistake, counted from 1; 1 when it is in no line. */
    public int line() {
        return line;
    }

    /** What a file holds may end up in a message: no line break, no terminal control sequence and no megabyte may come with it. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\h*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "..." : line;
    }
}
