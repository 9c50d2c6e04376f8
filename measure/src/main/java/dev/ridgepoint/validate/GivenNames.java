package dev.ridgepoint.validate;

import java.util.Optional;

/**
 * What a person says of all rows of their files, in place of what the files say or leave out.
 *
 * @param hardware the device
 * @param model    the model
 */
public record GivenNames(Optional<String> hardware, Optional<String> model) {

    /** Nothing is said. */
    public static final GivenNames NONE = new GivenNames(Optional.empty(), Optional.empty());
}
