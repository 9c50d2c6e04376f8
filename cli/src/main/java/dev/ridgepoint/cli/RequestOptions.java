package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Request;
import picocli.CommandLine.Option;

/** What is asked of a model. */
final class RequestOptions {

    @Option(names = "--prompt", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 20,
            description = "Tokens of each sequence's prompt; 0 for decode alone (default: 512).")
    private int prompt = 512;

    @Option(names = "--generate", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 21,
            description = "Tokens generated for each sequence; 0 for prefill alone (default: 128).")
    private int generate = 128;

    @Option(names = "--depth", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 22,
            description = "Tokens of each sequence in the cache before the prompt (default: 0).")
    private int depth = 0;

    @Option(names = "--batch", paramLabel = "SEQUENCES", converter = Whole.Positive.class, order = 23,
            description = "Sequences at once (default: 1).")
    private int batch = 1;

    @Option(names = "--micro-batch", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 24,
            description = "Prompt tokens of each sequence in one pass; the weights are read once a pass (default: 512).")
    private int microBatch = 512;

    /**
     * The request to one model.
     *
     * @throws InvalidInputException if there is nothing to do, or the model cannot do it
     */
    Request request(Architecture model) {
        if (model.kind() == Architecture.Kind.ENCODER && (prompt == 0 || depth > 0)) {
            throw new InvalidInputException(model.id() + (prompt == 0
                    ? " is an encoder and generates nothing: --prompt 0 leaves nothing to do" : " is an encoder and keeps no cache: leave --depth out"));
        }
        return request();
    }

    /** @throws InvalidInputException if there is nothing to do */
    Request request() {
        try {
            return new Request(prompt, generate, depth, batch, microBatch);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
