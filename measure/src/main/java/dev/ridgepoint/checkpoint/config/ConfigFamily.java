package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.checkpoint.outline.Outline;

/** What the fields of one family's configurations mean. */
@FunctionalInterface
interface ConfigFamily {

    /**
     * The model that the fields describe.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if a field that has no default is missing, or one is not what it should be
     */
    Outline outline(ConfigFields config);
}
