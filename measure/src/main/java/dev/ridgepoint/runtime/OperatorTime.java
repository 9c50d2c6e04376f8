package dev.ridgepoint.runtime;

/**
 * What one operator of the model took in one pass.
 *
 * @param phase        prompt or generation
 * @param layer        index of the layer, -1 outside the layers
 * @param operator     as the engine names it: {@code q_proj}, {@code lm_head}; {@link #UNNAMED} for what the runtime itself put in
 * @param microseconds median over the passes of the sum of its kernels
 * @param kernels      of the runtime that carry it out; also counts what the figure is wrong by, as each is measured in whole microseconds
 */
public record OperatorTime(Phase phase, int layer, String operator, double microseconds, int kernels) {

    /** What a pass is for. */
    public enum Phase { PREFILL, DECODE }

    /** Nodes that the runtime made itself and did not name after ours. */
    public static final String UNNAMED = "unnamed";
}
