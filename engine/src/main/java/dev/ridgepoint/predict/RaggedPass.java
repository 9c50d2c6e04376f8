package dev.ridgepoint.predict;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.predict.RaggedBatch.Part;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Execution;
import dev.ridgepoint.workload.Operator.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Predicts the time of one pass over a {@link RaggedBatch}, as a server with continuous batching runs it: all tokens go through the matrix products together,
 * and attention runs over every sequence's own context in one launch. Where all sequences are alike, it is what {@link Predictor} says.
 *
 * <p>Operators whose cost depends on the number of tokens alone are predicted once for every number of tokens up to the largest and looked up; what depends on
 * contexts is affine in the batch's sums and evaluated as it stands. Nothing is interpolated. Allocates nothing.
 *
 * <p>Latent attention is executed in the cheaper way, or as asked, for decoding sequences and for prompts each.
 */
public final class RaggedPass {

    private final LatentExecution latent;
    private final RaggedCost cost;
    private final AttentionSpan[] spans;
    /** Seconds by execution and by tokens of the pass, where each sequence has one and where one has several: a runtime may have its own way for either. */
    private final double[][] byTokensOfOne;
    private final double[][] byTokensOfSeveral;
    private final double[] bySampled;
    private final PassWork[][] workByTokens;
    private final PassWork[] workBySampled;
    private final Operator[] always;
    private final int[] alwaysSpans;
    private final Operator[] expanded;
    private final int[] expandedSpans;
    private final Operator[] absorbed;
    private final int[] absorbedSpans;

    /**
     * @param predictor   the model; must be a decoder
     * @param roofline    the device's ceilings
     * @param cacheBytes  that the device sets aside for KV cache
     * @param mostTokens  of a pass
     */
    public RaggedPass(Predictor predictor, Roofline roofline, double cacheBytes, int mostTokens) {
        int homeLevel = roofline.levelHolding(predictor.workload().weightBytes() + cacheBytes);
        this.latent = predictor.latentExecution();
        this.cost = new RaggedCost(roofline, homeLevel);
        List<Operator> ragged = new ArrayList<>();
        List<Operator> everyToken = new ArrayList<>();
        List<Operator> lastToken = new ArrayList<>();
        for (Operator operator : predictor.distinctOperators()) {
            boolean bySequence = operator.dependsOnContext() || operator.stateBytesPerSequence() > 0;
            (bySequence ? ragged : operator.rows() == Rows.LAST_TOKEN ? lastToken : everyToken).add(operator);
        }
        spans = ragged.stream().map(Operator::span).distinct().toArray(AttentionSpan[]::new);
        byTokensOfOne = new double[Execution.values().length][];
        byTokensOfSeveral = new double[Execution.values().length][];
        workByTokens = new PassWork[Execution.values().length][];
        for (Execution execution : Execution.values()) {
            Operator[] operators = of(everyToken, execution);
            byTokensOfOne[execution.ordinal()] = table(mostTokens, rows -> seconds(roofline, homeLevel, operators, rows, 1));
            byTokensOfSeveral[execution.ordinal()] = table(mostTokens, rows -> seconds(roofline, homeLevel, operators, 1, rows));
            workByTokens[execution.ordinal()] = works(mostTokens, roofline, homeLevel, operators);
        }
        Operator[] last = lastToken.toArray(Operator[]::new);
        bySampled = table(mostTokens, rows -> seconds(roofline, homeLevel, last, rows, 1));
        workBySampled = works(mostTokens, roofline, homeLevel, last);
        always = of(ragged, Execution.ALWAYS);
        expanded = of(ragged, Execution.EXPANDED);
        absorbed = of(ragged, Execution.ABSORBED);
        alwaysSpans = spansOf(always);
        expandedSpans = spansOf(expanded);
        absorbedSpans = spansOf(absorbed);
    }

    private static double[] table(int most, IntToDoubleFunction seconds) {
        return IntStream.rangeClosed(0, most).mapToDouble(rows -> rows == 0 ? 0 : seconds.applyAsDouble(rows)).toArray();
    }

    private static double seconds(Roofline roofline, int homeLevel, Operator[] operators, int sequences, int tokens) {
        RunCost cost = new RunCost();
        for (Operator operator : operators) {
            cost.add(roofline, operator, sequences, tokens, 0, 1, homeLevel);
        }
        return cost.seconds;
    }

    /** Empty where no operator is of the kind, so that models without one have no table of nothing. */
    private static PassWork[] works(int most, Roofline roofline, int homeLevel, Operator[] operators) {
        PassWork[] works = new PassWork[operators.length == 0 ? 0 : most + 1];
        RunCost cost = new RunCost();
        for (int rows = 0; rows < works.length; rows++) {
            works[rows] = new PassWork();
            for (Operator operator : operators) {
                if (rows == 0) {
                    break;
                }
                cost.clear();
                cost.add(roofline, operator, rows, 1, 0, 1, homeLevel);
                works[rows].compute(operator.arithmetic(), cost.flops);
                works[rows].move(cost.mainBytes);
                works[rows].send(operator.count() * operator.exchange().sentBytes(rows));
            }
        }
        return works;
    }

    private static Operator[] of(List<Operator> operators, Execution execution) {
        return operators.stream().filter(operator -> operator.execution() == execution).toArray(Operator[]::new);
    }

    private int[] spansOf(Operator[] operators) {
        int[] indices = new int[operators.length];
        for (int i = 0; i < operators.length; i++) {
            indices[i] = List.of(spans).indexOf(operators[i].span());
        }
        return indices;
    }

    /** An empty batch for this model. */
    public RaggedBatch batch() {
        return new RaggedBatch(spans);
    }

    /**
     * Seconds of a pass.
     *
     * @throws ArrayIndexOutOfBoundsException if the batch is larger than was said
     */
    public double seconds(RaggedBatch batch) {
        Part decode = batch.decoding();
        Part prefill = batch.prefilling();
        boolean several = decode.tokens > decode.sequences || prefill.tokens > prefill.sequences;
        double seconds = byTokens(Execution.ALWAYS, several)[batch.tokens()] + bySampled[batch.sampledTokens()];
        for (int i = 0; i < always.length; i++) {
            seconds += cost.seconds(always[i], alwaysSpans[i], decode, prefill);
        }
        if (expanded.length + absorbed.length > 0) {
            seconds += latentSeconds(decode) + latentSeconds(prefill);
        }
        return seconds;
    }

    private double[] byTokens(Execution execution, boolean several) {
        return (several ? byTokensOfSeveral : byTokensOfOne)[execution.ordinal()];
    }

    private double latentSeconds(Part part) {
        if (part.tokens == 0) {
            return 0;
        }
        return switch (latent) {
            case CHEAPER -> Math.min(seconds(Execution.EXPANDED, part), seconds(Execution.ABSORBED, part));
            case EXPANDED -> seconds(Execution.EXPANDED, part);
            case ABSORBED -> seconds(Execution.ABSORBED, part);
        };
    }

    private double seconds(Execution execution, Part part) {
        boolean expands = execution == Execution.EXPANDED;
        Operator[] operators = expands ? expanded : absorbed;
        int[] indices = expands ? expandedSpans : absorbedSpans;
        double seconds = byTokens(execution, part.tokens > part.sequences)[part.tokens];
        for (int i = 0; i < operators.length; i++) {
            seconds += cost.seconds(operators[i], indices[i], part);
        }
        return seconds;
    }

    /**
     * Says what a pass does.
     *
     * @param into receives it
     * @throws ArrayIndexOutOfBoundsException if the batch is larger than was said
     */
    public void work(RaggedBatch batch, PassWork into) {
        Part decode = batch.decoding();
        Part prefill = batch.prefilling();
        into.clear();
        add(workByTokens[Execution.ALWAYS.ordinal()], batch.tokens(), into);
        add(workBySampled, batch.sampledTokens(), into);
        for (int i = 0; i < always.length; i++) {
            cost.addWork(always[i], alwaysSpans[i], decode, prefill, into);
        }
        if (expanded.length + absorbed.length > 0) {
            addLatentWork(decode, into);
            addLatentWork(prefill, into);
        }
    }

    private void addLatentWork(Part part, PassWork into) {
        if (part.tokens == 0) {
            return;
        }
        boolean expands = latent == LatentExecution.EXPANDED
                || latent == LatentExecution.CHEAPER && seconds(Execution.EXPANDED, part) < seconds(Execution.ABSORBED, part);
        Operator[] operators = expands ? expanded : absorbed;
        int[] indices = expands ? expandedSpans : absorbedSpans;
        add(workByTokens[(expands ? Execution.EXPANDED : Execution.ABSORBED).ordinal()], part.tokens, into);
        for (int i = 0; i < operators.length; i++) {
            cost.addWork(operators[i], indices[i], part, into);
        }
    }

    private static void add(PassWork[] table, int rows, PassWork into) {
        if (table.length > 0) {
            into.add(table[rows]);
        }
    }
}
