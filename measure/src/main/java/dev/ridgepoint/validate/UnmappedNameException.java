package dev.ridgepoint.validate;

/** A name in a row that stands for nothing in the library, or for more than one thing; the message is the reason for skipping the row. */
final class UnmappedNameException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnmappedNameException(String reason) {
        super(reason);
    }
}
