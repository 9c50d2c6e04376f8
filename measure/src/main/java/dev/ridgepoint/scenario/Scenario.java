package dev.ridgepoint.scenario;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.trial.Generation.Shape;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of a decoder, from an empty cache.
 *
 * @param id        {@code S1}; of one that has no name, {@code 512/128}
 * @param prompt    tokens of each sequence's prompt
 * @param generated tokens generated for each sequence, the first by the prompt's pass
 */
public record Scenario(String id, int prompt, int generated) {

    /** From the least load, by conversations and a summary, to a long answer to a short question. */
    public static final List<Scenario> SIX = List.of(new Scenario("S1", 16, 32), new Scenario("S2", 64, 64), new Scenario("S3", 256, 128),
            new Scenario("S4", 512, 256), new Scenario("S5", 1024, 128), new Scenario("S6", 64, 512));

    /** Short or long input, short or long output, as RooflineBench has them (arXiv 2602.11506): 128 and 4096 tokens, batch 1. */
    public static final List<Scenario> ROOFLINE_BENCH = List.of(new Scenario("SISO", 128, 128), new Scenario("SILO", 128, 4096),
            new Scenario("LISO", 4096, 128), new Scenario("LILO", 4096, 4096));

    /** What {@code bench run} asks unless told. */
    public static final Scenario USUAL = new Scenario("512/128", 512, 128);

    private static final String LENGTHS = "[1-9][0-9]{0,6}/[1-9][0-9]{0,6}";

    /** @throws IllegalArgumentException unless there is a prompt and a token to generate */
    public Scenario {
        if (prompt < 1 || generated < 1) {
            throw new IllegalArgumentException("a scenario needs a prompt and a token to generate");
        }
    }

    /** Those that have a name. */
    public static List<Scenario> all() {
        return Stream.concat(SIX.stream(), ROOFLINE_BENCH.stream()).toList();
    }

    /**
     * The scenario of that name, or of those lengths.
     *
     * @param written {@code S1}, or prompt and generated tokens as {@code 512/128}
     * @throws InvalidInputException if there is none; the message offers the nearest
     */
    public static Scenario of(String written) {
        if (written.matches(LENGTHS)) {
            int slash = written.indexOf('/');
            return new Scenario(written, Integer.parseInt(written.substring(0, slash)), Integer.parseInt(written.substring(slash + 1)));
        }
        if (written.contains("/")) {
            throw new InvalidInputException("'" + written + "' is no scenario: PROMPT/GENERATED are two whole numbers from 1 to 9999999, as in 512/128");
        }
        List<String> ids = all().stream().map(Scenario::id).toList();
        return all().stream().filter(scenario -> scenario.id.equalsIgnoreCase(written)).findFirst().orElseThrow(() -> {
            String hint = Nearest.hint(written, ids);
            return new InvalidInputException("no scenario '" + written + "'" + (hint.isEmpty() ? "; there are " + String.join(", ", ids)
                    + ", and PROMPT/GENERATED as in 512/128" : hint));
        });
    }

    /** What a trial of it runs. */
    public Shape shape() {
        return new Shape(0, prompt, generated);
    }

    /** Steps after the prompt's pass. */
    public int steps() {
        return generated - 1;
    }
}
