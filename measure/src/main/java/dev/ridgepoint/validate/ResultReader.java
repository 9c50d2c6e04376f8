package dev.ridgepoint.validate;

import dev.ridgepoint.input.InvalidInputException;

/** Reads one format of results. */
interface ResultReader {

    /** Whether the text is in this format, sound or not. */
    boolean recognises(ResultText text);

    /**
     * Its measurements.
     *
     * @throws InvalidInputException if it is malformed; the message names file, line and field
     */
    ResultRows read(ResultText text, GivenNames given);
}
