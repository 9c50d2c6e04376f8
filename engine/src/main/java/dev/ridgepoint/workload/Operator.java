package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.AttentionSpan;

/**
 * One operator of the model, as the costs of a pass in the terms that a pass is made of. A pass runs {@code S} tokens of each of {@code B} sequences
 * after {@code C} cached ones:
 *
 * <pre>
 * tokens      T = B S            (or B, for an operator that runs on each sequence's last token)
 * pairs       P = B pairs(S, C)  query-key pairs under the operator's span
 * tokens read R = B read(S, C)   cached tokens that the pass reads, the new ones included
 * scores      Z = S R            elements of the score matrix
 * </pre>
 *
 * so that FLOPs and bytes are sums of a coefficient times one of these. Because pairs and tokens read are affine in C (flat past a window), a whole
 * generation has a closed form; because the coefficients hold no workload, one lowering serves a sweep over workloads.
 *
 * @param name                        in the field's words: {@code q_proj}, {@code attention}, {@code expert_gate_up}
 * @param layerGroup                  the group of layers it belongs to, or {@code model} outside the layers
 * @param count                       instances with these costs
 * @param arithmetic                  which peak bounds it
 * @param rows                        which tokens it runs on
 * @param execution                   under which execution of latent attention it runs
 * @param span                        what its queries see
 * @param flopsPerToken               FLOPs a token; a multiply-accumulate is two
 * @param flopsPerPair                FLOPs a query-key pair
 * @param flopsPerTokenRead           FLOPs a cached token read
 * @param weightBytes                 weights that every pass reads
 * @param weightBytesPerToken         weights read for each token: rows of the embedding
 * @param expertBytes                 weights of all routed experts, of which a pass reads the share that its tokens touch
 * @param logMissProbability          {@code ln(1 - k/E)}: a token misses an expert with probability {@code 1 - k/E}; 0 without experts
 * @param activationBytesPerToken     activations read and written for each token
 * @param activationBytesPerTokenRead activations read or written for each cached token read: keys and values projected from a latent
 * @param activationBytesPerScore     bytes of the score matrix moved per element, when attention is not fused
 * @param cacheReadPerTokenRead       KV-cache bytes read for each cached token
 * @param cacheWritePerToken          KV-cache bytes written for each token
 * @param stateBytesPerSequence       bytes of recurrent state read, and as many written, for each sequence in each pass
 * @param exchange                    what is sent to other devices
 */
public record Operator(
        String name, String layerGroup, int count, Arithmetic arithmetic, Rows rows, Execution execution, AttentionSpan span,
        double flopsPerToken, double flopsPerPair, double flopsPerTokenRead,
        double weightBytes, double weightBytesPerToken, double expertBytes, double logMissProbability,
        double activationBytesPerToken, double activationBytesPerTokenRead, double activationBytesPerScore,
        double cacheReadPerTokenRead, double cacheWritePerToken, double stateBytesPerSequence, Exchange exchange) {

    /** Which of the device's peaks bounds an operator. */
    public enum Arithmetic {
        /** Matrix products with weights, in the weights format's compute type. */
        WEIGHTS,
        /** Matrix products of activations with one another, in the activations' type. */
        ACTIVATIONS,
        /** Element-wise work on the vector unit. */
        ELEMENTWISE
    }

    /** Which tokens of a pass an operator runs on. */
    public enum Rows {
        /** All of them. */
        EVERY_TOKEN,
        /** All of them, each on the experts that it is routed to. */
        ROUTED,
        /** Each sequence's last: of a prompt only its last token's logits are wanted. */
        LAST_TOKEN
    }

    /** How latent attention is executed; the other operators run in either case. */
    public enum Execution {
        /** Not part of latent attention. */
        ALWAYS,
        /** The latents are projected up to keys and values of every head, then attended to: few FLOPs a pair, work for each cached token. */
        EXPANDED,
        /** The up-projections are folded into query and output, and attention reads the latents themselves: suits decode. */
        ABSORBED
    }

    /** An operator that does nothing but send, a payload for each token of the pass. */
    public static Operator exchange(String name, String layerGroup, int count, Exchange exchange) {
        return new OperatorBuilder(name, Arithmetic.ELEMENTWISE).exchange(exchange).build(layerGroup, count);
    }

    /** Whether the costs depend on how many tokens are cached. */
    public boolean dependsOnContext() {
        return flopsPerPair != 0 || flopsPerTokenRead != 0 || activationBytesPerTokenRead != 0 || activationBytesPerScore != 0
                || cacheReadPerTokenRead != 0;
    }

    /** Expected share of the experts that {@code tokens} tokens touch: {@code 1 - (1 - k/E)^T}. */
    public double touchedExperts(double tokens) {
        return expertBytes == 0 ? 0 : -Math.expm1(tokens * logMissProbability);
    }

    /** Mean rows that a touched expert multiplies: {@code k T} rows over the {@code E x share} experts that are touched. */
    public double rowsOfAnExpert(double tokens, double share) {
        return tokens * touchedExperts(1) / share;
    }

    /** The costs alone: equal for operators that differ only in what they are called, where they stand and how many there are. */
    public Operator costs() {
        return with("", "", 1);
    }

    /** The same costs, {@code times} over. */
    public Operator times(int times) {
        return with(name, layerGroup, times);
    }

    /**
     * The same where a device holds {@code 1 / parts} of the routed experts, and its share of the tokens of {@code sources} devices is routed to them.
     * A token then misses an expert of its own {@code sources} times over.
     */
    public Operator routed(int sources, int parts) {
        double share = (double) sources / parts;
        return new Operator(
                name, layerGroup, count, arithmetic, rows, execution, span, flopsPerToken * share, flopsPerPair, flopsPerTokenRead, weightBytes,
                weightBytesPerToken, expertBytes / parts, logMissProbability * sources, activationBytesPerToken * share, activationBytesPerTokenRead,
                activationBytesPerScore, cacheReadPerTokenRead, cacheWritePerToken, stateBytesPerSequence, exchange);
    }

    private Operator with(String newName, String newGroup, int newCount) {
        return new Operator(
                newName, newGroup, newCount, arithmetic, rows, execution, span, flopsPerToken, flopsPerPair, flopsPerTokenRead, weightBytes,
                weightBytesPerToken, expertBytes, logMissProbability, activationBytesPerToken, activationBytesPerTokenRead,
                activationBytesPerScore, cacheReadPerTokenRead, cacheWritePerToken, stateBytesPerSequence, exchange);
    }
}
