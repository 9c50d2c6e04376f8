package dev.ridgepoint.input;

/** A value in a YAML file that knows where it stands, so that a mistake in it can be named by file, line and field. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {

    /** Where the value stands. */
    Place place();

    /**
     * A place in a file.
     *
     * @param file  the path as the person gave it
     * @param line  counted from 1
     * @param field dotted path of keys, empty at the top
     */
    record Place(String file, int line, String field) {

        /** The same file and line, one key further in. */
        Place child(String key, int childLine) {
            return new Place(file, childLine, field.isEmpty() ? key : field + "." + key);
        }

        /** A mistake at this place. */
        public InvalidInputException mistake(String problem) {
            return new InvalidInputException(file, line, field, problem);
        }
    }
}
