package dev.ridgepoint.study;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.unit.Quantity;
import java.util.List;
import java.util.Locale;

/**
 * A field that takes several values.
 *
 * @param name   of its column
 * @param title  on axes
 * @param of     what has the field
 * @param path   of the field in the profile or the descriptor, or the part of the request
 * @param unit   of its values; {@link Unit#WORDS} where they are no numbers
 * @param values each with the place where the study gives it
 */
public record Sweep(String name, String title, Subject of, String path, Unit unit, List<YamlScalar> values) {

    /** What has a field. */
    public enum Subject {
        /** A profile. */
        DEVICE,
        /** A descriptor. */
        MODEL,
        /** What is asked. */
        REQUEST
    }

    /** The parts of a request, as a study and its columns name them. */
    enum RequestPart {
        PROMPT, GENERATE, DEPTH, BATCH, MICRO_BATCH
    }

    /** Copies its list. */
    public Sweep {
        values = List.copyOf(values);
    }

    /** The field set to one of the values. */
    public YamlChange change(YamlScalar value) {
        return new YamlChange(path, value);
    }

    /** The request with the field set to one of the values. */
    public Request change(Request r, YamlScalar value) {
        int to = (int) value.integer(0, Integer.MAX_VALUE);
        try {
            return switch (RequestPart.valueOf(name.toUpperCase(Locale.ROOT))) {
                case PROMPT -> new Request(to, r.generate(), r.depth(), r.batch(), r.microBatch());
                case GENERATE -> new Request(r.prompt(), to, r.depth(), r.batch(), r.microBatch());
                case DEPTH -> new Request(r.prompt(), r.generate(), to, r.batch(), r.microBatch());
                case BATCH -> new Request(r.prompt(), r.generate(), r.depth(), to, r.microBatch());
                case MICRO_BATCH -> new Request(r.prompt(), r.generate(), r.depth(), r.batch(), to);
            };
        } catch (IllegalArgumentException e) {
            throw value.place().mistake(e.getMessage());
        }
    }

    /** A value as its column has it: in the base unit. */
    public Object cell(YamlScalar value) {
        return switch (unit) {
            case WORDS -> value.text();
            case NONE, TOKENS -> (double) value.integer(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
            default -> value.quantity(unit.dimension().orElseThrow(() -> new InvalidInputException("no dimension"))).value();
        };
    }

    /** A value as people read it. */
    String shown(YamlScalar value) {
        return unit.dimension().map(dimension -> Quantity.format((double) cell(value), dimension)).orElse(value.text());
    }
}
