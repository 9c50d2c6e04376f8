package dev.ridgepoint.predict;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.predict.RaggedBatch.Part;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Operator.Execution;
import dev.ridgepoint.workload.Operator.Rows;
import java.util.ArrayList;
import java.util.List;

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

    private final Roofline roofline;
    private final LatentExecution latent;
    private final int homeLevel;
    private final AttentionSpan[] spans;
    /** Seconds by execution and by tokens of the pass. */
    private final double[][] byTokens;
    private final double[] bySampled;
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
        this.roofline = roofline;
        this.latent = predictor.latentExecution();
        this.homeLevel = roofline.levelHolding(predictor.workload().weightBytes() + cacheBytes);
        List<Operator> ragged = new ArrayList<>();
        List<Operator> everyToken = new ArrayList<>();
        List<Operator> lastToken = new ArrayList<>();
        for (Operator operator : predictor.distinctOperators()) {
            boolean bySequence = operator.dependsOnContext() || operator.stateBytesPerSequence() > 0;
            (bySequence ? ragged : operator.rows() == Rows.LAST_TOKEN ? lastToken : everyToken).add(operator);
        }
        spans = ragged.stream().map(Operator::span).distinct().toArray(AttentionSpan[]::new);
        byTokens = new double[Execution.values().length][];
        for (Execution execution : Execution.values()) {
            byTokens[execution.ordinal()] = table(everyToken.stream().filter(o -> o.execution() == execution).toList(), mostTokens);
        }
        bySampled = table(lastToken, mostTokens);
        always = of(ragged, Execution.ALWAYS);
        expanded = of(ragged, Execution.EXPANDED);
        absorbed = of(ragged, Execution.ABSORBED);
        alwaysSpans = spansOf(always);
        expandedSpans = spansOf(expanded);
        absorbedSpans = spansOf(absorbed);
    }

    private double[] table(List<Operator> operators, int most) {
        double[] seconds = new double[most + 1];
        RunCost cost = new RunCost();
        for (int rows = 1; rows <= most; rows++) {
            cost.clear();
            for (Operator operator : operators) {
                cost.add(roofline, operator, rows, 1, 0, 1, homeLevel);
            }
            seconds[rows] = cost.seconds;
        }
        return seconds;
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
        double seconds = byTokens[Execution.ALWAYS.ordinal()][batch.tokens()] + bySampled[batch.sampledTokens()];
        for (int i = 0; i < always.length; i++) {
            seconds += seconds(always[i], alwaysSpans[i], decode, prefill);
        }
        if (expanded.length + absorbed.length > 0) {
            seconds += latentSeconds(decode) + latentSeconds(prefill);
        }
        return seconds;
    }

    private double latentSeconds(Part part) {
        if (part.tokens == 0) {
            return 0;
        }
        double whenExpanded = byTokens[Execution.EXPANDED.ordinal()][part.tokens];
        for (int i = 0; i < expanded.length; i++) {
            whenExpanded += seconds(expanded[i], expandedSpans[i], part, null);
        }
        double whenAbsorbed = byTokens[Execution.ABSORBED.ordinal()][part.tokens];
        for (int i = 0; i < absorbed.length; i++) {
            whenAbsorbed += seconds(absorbed[i], absorbedSpans[i], part, null);
        }
        return switch (latent) {
            case CHEAPER -> Math.min(whenExpanded, whenAbsorbed);
            case EXPANDED -> whenExpanded;
            case ABSORBED -> whenAbsorbed;
        };
    }

    /** One operator over one part of the batch, or over both in one launch; the terms are those of {@link RunCost}. */
    private double seconds(Operator operator, int span, Part part, Part other) {
        Arithmetic arithmetic = operator.arithmetic();
        double tokens = part.tokens;
        double sequences = part.sequences;
        double read = part.read[span];
        double scores = part.scores[span];
        double rows = tokens + (other == null ? 0 : other.tokens);
        double compute = compute(operator, span, part, rows);
        if (other != null) {
            tokens += other.tokens;
            sequences += other.sequences;
            read += other.read[span];
            scores += other.scores[span];
            compute += compute(operator, span, other, rows);
        }
        double home = operator.weightBytes() + operator.weightBytesPerToken() * tokens + operator.cacheWritePerToken() * tokens
                + 2 * operator.stateBytesPerSequence() * sequences + operator.cacheReadPerTokenRead() * read;
        double moved = operator.activationBytesPerToken() * tokens + operator.activationBytesPerTokenRead() * read
                + operator.activationBytesPerScore() * scores;
        int near = Math.min(homeLevel, roofline.levelHolding(moved));
        double memory = near == homeLevel ? (home + moved) * roofline.secondsPerByte(arithmetic, homeLevel)
                : Math.max(home * roofline.secondsPerByte(arithmetic, homeLevel), (home + moved) * roofline.secondsPerByte(arithmetic, near));
        return operator.count() * (Math.max(compute, memory) + roofline.launchOverhead(arithmetic));
    }

    private double compute(Operator operator, int span, Part part, double rows) {
        if (part.tokens == 0) {
            return 0;
        }
        double work = operator.flopsPerToken() * part.tokens + operator.flopsPerPair() * part.pairs[span] + operator.flopsPerTokenRead() * part.read[span];
        boolean ofOneSequence = operator.arithmetic() == Arithmetic.ACTIVATIONS;
        return work * roofline.secondsPerFlop(operator.arithmetic(), ofOneSequence ? (double) part.tokens / part.sequences : rows);
    }
}
