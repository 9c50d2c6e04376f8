package dev.ridgepoint.predict;

import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Operator.Execution;
import java.util.Arrays;

/**
 * What a request costs whatever a device's rates: FLOPs by arithmetic, and what is sent to other devices. Room to be reused from point to point of a sweep;
 * filled by {@link Predictor#work}.
 */
public final class RequestWork {

    private static final int PREFILL = 0;
    private static final int DECODE = 1;

    /** By phase, execution of latent attention and arithmetic. */
    private final double[][][] flops = new double[2][Execution.values().length][Arithmetic.values().length];
    private final double[] sent = new double[2];
    private final RunCost cost = new RunCost();

    void clear() {
        for (double[][] phase : flops) {
            for (double[] ofExecution : phase) {
                Arrays.fill(ofExecution, 0);
            }
        }
        sent[PREFILL] = 0;
        sent[DECODE] = 0;
    }

    RunCost cleared() {
        cost.clear();
        return cost;
    }

    void addPrefill(Operator operator, Request request) {
        add(PREFILL, operator, (double) request.batch() * request.prompt());
    }

    void addDecode(Operator operator, Request request) {
        add(DECODE, operator, request.batch());
    }

    private void add(int phase, Operator operator, double tokens) {
        flops[phase][operator.execution().ordinal()][operator.arithmetic().ordinal()] += cost.flops;
        if (operator.exchange().devices() > 1) {
            sent[phase] += operator.count() * operator.exchange().sentBytes(tokens);
        }
    }

    /** FLOPs of the whole prompt in an arithmetic, under the execution of latent attention that was predicted. */
    public double prefillFlops(PhaseTotals predicted, Arithmetic arithmetic) {
        return flops(PREFILL, predicted, arithmetic);
    }

    /** FLOPs of the whole generation. */
    public double decodeFlops(PhaseTotals predicted, Arithmetic arithmetic) {
        return flops(DECODE, predicted, arithmetic);
    }

    private double flops(int phase, PhaseTotals predicted, Arithmetic arithmetic) {
        double always = flops[phase][Execution.ALWAYS.ordinal()][arithmetic.ordinal()];
        return predicted.execution() == Execution.ALWAYS ? always : always + flops[phase][predicted.execution().ordinal()][arithmetic.ordinal()];
    }

    /** Bytes that a device sends in the prompt. */
    public double prefillSentBytes() {
        return sent[PREFILL];
    }

    /** Bytes that a device sends in a step of the generation. */
    public double stepSentBytes() {
        return sent[DECODE];
    }
}
