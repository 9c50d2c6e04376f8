package dev.ridgepoint.published;

/**
 * A row of Table 2 of RooflineBench (arXiv 2602.11506v3, after Sun et al. 2025, arXiv 2506.17286): one layer over {@code N} tokens. The symbols are the
 * table's.
 *
 * <p>What is wrong with it as a count of FLOPs: every unit is one multiply-accumulate, which is two; each query attends to all {@code N} tokens, where a causal
 * one attends to half of them on average; {@code H} stands for {@code n_h d_h}, which some models do not have equal; feed-forward, norms and the projection to
 * the vocabulary are left out, which in most models is most of the work.
 */
public sealed interface AttentionCount {

    /** Elements of the KV cache of one layer after {@code tokens} tokens. */
    double cacheElements(double tokens);

    /** Multiply-accumulates of scores and weighted values, all tokens with all. */
    double attention(double tokens);

    /** Multiply-accumulates of the projections. */
    double linear(double tokens);

    /**
     * Multi-head attention: {@code 2 n_h d_h N}, {@code 2 n_h d_h N^2}, {@code 4 N H^2}.
     *
     * @param nh query heads, n_h
     * @param dh size of a head, d_h
     * @param h  hidden size, H
     */
    record Mha(double nh, double dh, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return 2 * nh * dh * tokens;
        }

        @Override
        public double attention(double tokens) {
            return 2 * nh * dh * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return 4 * tokens * h * h;
        }
    }

    /**
     * Grouped-query attention: {@code 2 n_k d_h N}, {@code 2 n_h d_h N^2}, {@code 2 N H^2 + 2 n_k d_h N H}.
     *
     * @param nh query heads, n_h
     * @param nk key-value heads, n_k
     * @param dh size of a head, d_h
     * @param h  hidden size, H
     */
    record Gqa(double nh, double nk, double dh, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return 2 * nk * dh * tokens;
        }

        @Override
        public double attention(double tokens) {
            return 2 * nh * dh * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return 2 * tokens * h * h + 2 * nk * dh * tokens * h;
        }
    }

    /**
     * Multi-head latent attention: {@code (d_c + d_rope) N}, {@code n_h (d_rope + 2 d_nope) N^2},
     * {@code ((d_c + d_rope) H + n_h (d_rope + d_nope) H + 2 n_h d_l d_nope + H^2) N}. Always expanded, even where a decoder would absorb.
     *
     * @param nh    query heads, n_h
     * @param dc    size of the cached latent, d_c
     * @param dl    size of the latent that keys and values are projected from, d_l: the same one, under another symbol
     * @param drope rotary elements of a head, d_rope
     * @param dnope other elements of a head, d_nope; stands for the size of a value head too
     * @param h     hidden size, H
     */
    record Mla(double nh, double dc, double dl, double drope, double dnope, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return (dc + drope) * tokens;
        }

        @Override
        public double attention(double tokens) {
            return nh * (drope + 2 * dnope) * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return ((dc + drope) * h + nh * (drope + dnope) * h + 2 * nh * dl * dnope + h * h) * tokens;
        }
    }

    /**
     * Grouped-value attention: {@code (H + n_k d_h) N}, {@code (n_q d_h + n_h d_h) N^2}, {@code 2 N H^2 + 2 n_k d_h N H}.
     *
     * @param nq query heads, n_q
     * @param nh heads of the values, n_h
     * @param nk key heads, n_k
     * @param dh size of a head, d_h
     * @param h  hidden size, H
     */
    record Gva(double nq, double nh, double nk, double dh, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return (h + nk * dh) * tokens;
        }

        @Override
        public double attention(double tokens) {
            return (nq * dh + nh * dh) * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return 2 * tokens * h * h + 2 * nk * dh * tokens * h;
        }
    }

    /**
     * Grouped-head attention: {@code (n_k d_h + n_v d_h) N}, {@code (n_q d_h + n_h d_h) N^2}, {@code N H^2 + n_q d_h N H + n_k d_h N H + n_v d_h N H}.
     *
     * @param nq query heads, n_q
     * @param nh heads of the output, n_h
     * @param nk key heads, n_k
     * @param nv value heads, n_v
     * @param dh size of a head, d_h
     * @param h  hidden size, H
     */
    record Gha(double nq, double nh, double nk, double nv, double dh, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return (nk * dh + nv * dh) * tokens;
        }

        @Override
        public double attention(double tokens) {
            return (nq * dh + nh * dh) * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return tokens * h * h + nq * dh * tokens * h + nk * dh * tokens * h + nv * dh * tokens * h;
        }
    }

    /**
     * Grouped-head latent attention: {@code (n_k d_h + n_c d_l) N}, {@code n_q (d_k + d_l) N^2}, {@code 2 N H^2 + (n_q d_h + n_k d_h + n_c d_l + d_l) N H}.
     *
     * @param nq query heads, n_q
     * @param nk key heads, n_k
     * @param nc latent value heads, n_c
     * @param dh size of a head, d_h
     * @param dk size of a key, d_k
     * @param dl size of a latent value, d_l
     * @param h  hidden size, H
     */
    record Gta(double nq, double nk, double nc, double dh, double dk, double dl, double h) implements AttentionCount {
        @Override
        public double cacheElements(double tokens) {
            return (nk * dh + nc * dl) * tokens;
        }

        @Override
        public double attention(double tokens) {
            return nq * (dk + dl) * tokens * tokens;
        }

        @Override
        public double linear(double tokens) {
            return 2 * tokens * h * h + (nq * dh + nk * dh + nc * dl + dl) * tokens * h;
        }
    }
}
