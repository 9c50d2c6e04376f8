package dev.ridgepoint.predict;

/**
 * What is asked of a model.
 *
 * @param prompt     tokens of each sequence's prompt; may be 0
 * @param generate   tokens generated for each sequence, one decode step each; may be 0
 * @param depth      tokens of each sequence already in the cache before the prompt
 * @param batch      sequences
 * @param microBatch tokens of each sequence that one pass of the prompt processes; the weights are read {@code ceil(prompt / microBatch)} times
 */
public record Request(int prompt, int generate, int depth, int batch, int microBatch) {

    /** @throws IllegalArgumentException if a size is negative, there is nothing to do, or a batch is empty */
    public Request {
        if (prompt < 0 || generate < 0 || depth < 0 || prompt + (long) generate == 0) {
            throw new IllegalArgumentException("a request needs a prompt or tokens to generate, and no negative sizes");
        }
        if (batch < 1 || microBatch < 1) {
            throw new IllegalArgumentException("batch and micro-batch are at least 1");
        }
    }

    /** One sequence from an empty cache, in micro-batches of 512. */
    public static Request of(int prompt, int generate) {
        return new Request(prompt, generate, 0, 1, 512);
    }

    /** Tokens of one sequence at the end. */
    public long length() {
        return (long) depth + prompt + generate;
    }
}
