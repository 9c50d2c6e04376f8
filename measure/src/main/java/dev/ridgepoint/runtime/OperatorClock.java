package dev.ridgepoint.runtime;

/** Listens to what each operator of a pass took, for a roofline by operator. */
@FunctionalInterface
public interface OperatorClock {

    /**
     * Called after each operator of a pass, in the order in which they run.
     *
     * @param operator    layer and operator by the names that the lowering gives them: {@code L3/q_proj}, {@code model/lm_head}
     * @param nanoseconds what it took
     */
    void ran(String operator, long nanoseconds);
}
