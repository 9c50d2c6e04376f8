package dev.ridgepoint.serving;

import java.util.random.RandomGenerator;

/** How long prompts and outputs are. */
public sealed interface Shapes {

    /** Draws a request that arrives at {@code now}. */
    void draw(RandomGenerator random, IncomingRequest into, double now);

    /**
     * Prompt and output, each drawn by itself.
     *
     * @param prompt tokens in
     * @param output tokens out
     */
    record Independent(Lengths prompt, Lengths output) implements Shapes {
        @Override
        public void draw(RandomGenerator random, IncomingRequest into, double now) {
            into.set(now, prompt.draw(random), output.draw(random));
        }
    }

    /** Prompts and outputs as they were seen together, each as likely. */
    final class Empirical implements Shapes {

        private final int[] prompts;
        private final int[] outputs;

        /**
         * @param prompts tokens in
         * @param outputs tokens out, of the same requests
         * @throws IllegalArgumentException if there is none, or one without a token
         */
        public Empirical(int[] prompts, int[] outputs) {
            if (prompts.length == 0 || prompts.length != outputs.length) {
                throw new IllegalArgumentException("there must be requests to draw from, each with a prompt and an output");
            }
            this.prompts = prompts.clone();
            this.outputs = outputs.clone();
        }

        @Override
        public void draw(RandomGenerator random, IncomingRequest into, double now) {
            int row = random.nextInt(prompts.length);
            into.set(now, prompts[row], outputs[row]);
        }
    }
}
