package dev.ridgepoint.graph;

/** A cache that a pass reads as an input and writes as an output of the same shape. When both are one piece of memory, only the new tokens are written. */
public sealed interface CacheTensor {

    /** Name among the graph's inputs. */
    String input();

    /** Name among the graph's outputs. */
    String output();

    /** Elements that one token of one sequence takes. */
    int width();

    /**
     * Shape that a pass is given.
     *
     * @param batch  sequences
     * @param room   tokens that fit
     * @param tokens in the cache when the pass is done
     */
    long[] shape(int batch, int room, int tokens);

    /** Keys or values by head, {@code [batch, heads, room, size]}: always the whole cache, of which GroupQueryAttention uses what it is told. */
    record Heads(String input, String output, int heads, int size) implements CacheTensor {

        @Override
        public int width() {
            return heads * size;
        }

        @Override
        public long[] shape(int batch, int room, int tokens) {
            return new long[] {batch, heads, room, size};
        }
    }

    /**
     * Latents by token, {@code [tokens, batch, width]}: as the tokens come first, the cache in use is a prefix of the memory, which plain operators can be
     * given without cutting it out of the whole.
     */
    record Tokens(String input, String output, int width) implements CacheTensor {

        @Override
        public long[] shape(int batch, int room, int tokens) {
            return new long[] {tokens, batch, width};
        }
    }
}
