package dev.ridgepoint.predict;

import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.predict.RaggedBatch.Part;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;

/**
 * What an operator that attends, or keeps a state, costs in one pass over sequences that differ; the terms are those of {@link RunCost}, with sums over the
 * sequences in place of a product. On an ideal device one launch does decoding sequences and prompts together; a runtime does one after the other, each in its
 * own way. Immutable; allocates nothing.
 */
final class RaggedCost {

    private final Roofline roofline;
    private final BackendRates backend;
    private final int homeLevel;

    /**
     * @param roofline  the device's ceilings
     * @param homeLevel index of the level that holds weights and cache
     */
    RaggedCost(Roofline roofline, int homeLevel) {
        this.roofline = roofline;
        this.backend = roofline.backend();
        this.homeLevel = homeLevel;
    }

    /** Seconds of an operator over both parts of a batch. */
    double seconds(Operator operator, int span, Part decode, Part prefill) {
        if (decode.tokens == 0) {
            return seconds(operator, span, prefill);
        }
        if (prefill.tokens == 0) {
            return seconds(operator, span, decode);
        }
        double rows = (double) decode.tokens + prefill.tokens;
        if (backend != null) {
            double share = decode.tokens / rows;
            return operator.count() * (backend.overhead(operator, tokensOfOne(prefill), rows) + executed(operator, span, decode, rows, share)
                    + executed(operator, span, prefill, rows, 1 - share));
        }
        double compute = compute(operator, span, decode, rows) + compute(operator, span, prefill, rows);
        double home = operator.weightBytes() + home(operator, span, decode) + home(operator, span, prefill);
        double moved = moved(operator, span, decode) + moved(operator, span, prefill);
        return ideal(operator, compute, home, moved);
    }

    /** Seconds of an operator over one part of a batch. */
    double seconds(Operator operator, int span, Part part) {
        if (part.tokens == 0) {
            return 0;
        }
        if (backend != null) {
            return operator.count() * (backend.overhead(operator, tokensOfOne(part), part.tokens) + executed(operator, span, part, part.tokens, 1));
        }
        return ideal(operator, compute(operator, span, part, part.tokens), operator.weightBytes() + home(operator, span, part), moved(operator, span, part));
    }

    /** Adds what an operator does over both parts of a batch, either of which may be empty. */
    void addWork(Operator operator, int span, Part decode, Part prefill, PassWork into) {
        addWork(operator, span, decode, into);
        addWork(operator, span, prefill, into);
        if (decode.tokens > 0 && prefill.tokens > 0 && homeLevel == roofline.mainLevel()) {
            // One pass over the weights does for both.
            into.move(-operator.count() * operator.weightBytes());
        }
    }

    /** Adds what an operator does over one part of a batch. */
    void addWork(Operator operator, int span, Part part, PassWork into) {
        if (part.tokens == 0) {
            return;
        }
        double moved = moved(operator, span, part);
        int main = roofline.mainLevel();
        double home = homeLevel == main ? operator.weightBytes() + home(operator, span, part) : 0;
        into.compute(operator.arithmetic(), operator.count() * work(operator, span, part));
        into.move(operator.count() * (home + (Math.min(homeLevel, roofline.levelHolding(moved)) == main ? moved : 0)));
    }

    private double ideal(Operator operator, double compute, double home, double moved) {
        Arithmetic arithmetic = operator.arithmetic();
        return operator.count() * (Math.max(compute, memory(arithmetic, home, moved)) + roofline.launchOverhead(arithmetic));
    }

    private double memory(Arithmetic arithmetic, double home, double moved) {
        int near = Math.min(homeLevel, roofline.levelHolding(moved));
        return near == homeLevel ? (home + moved) * roofline.secondsPerByte(arithmetic, homeLevel)
                : Math.max(home * roofline.secondsPerByte(arithmetic, homeLevel), (home + moved) * roofline.secondsPerByte(arithmetic, near));
    }

    /** What a runtime takes, its overhead left out and no less than the roof; {@code share} of the operator's weights is this part's. */
    private double executed(Operator operator, int span, Part part, double rows, double share) {
        double tokens = tokensOfOne(part);
        double work = work(operator, span, part);
        double home = share * operator.weightBytes() + home(operator, span, part);
        double moved = moved(operator, span, part);
        double memory = memory(operator.arithmetic(), home, moved);
        double productRows = productRows(operator, part, rows);
        double compute = work * roofline.secondsPerFlop(operator.arithmetic(), productRows);
        if (!operator.dependsOnContext()) {
            double seconds = backend.seconds(operator, tokens, productRows, work, home, moved);
            return Math.max(memory, seconds > 0 ? seconds : compute);
        }
        double arithmetic = Math.max(compute, work * backend.attentionSecondsPerFlop(tokens));
        double traffic = Math.max(memory, (home + backend.activationScale() * moved) * backend.attentionSecondsPerByte(tokens));
        return Math.max(arithmetic, traffic);
    }

    private double compute(Operator operator, int span, Part part, double rows) {
        return work(operator, span, part) * roofline.secondsPerFlop(operator.arithmetic(), productRows(operator, part, rows));
    }

    private static double productRows(Operator operator, Part part, double rows) {
        return operator.arithmetic() == Arithmetic.ACTIVATIONS ? tokensOfOne(part) : rows;
    }

    private static double tokensOfOne(Part part) {
        return (double) part.tokens / part.sequences;
    }

    private static double work(Operator operator, int span, Part part) {
        return operator.flopsPerToken() * part.tokens + operator.flopsPerPair() * part.pairs[span] + operator.flopsPerTokenRead() * part.read[span];
    }

    /** Bytes of cache and state, and of the weights that tokens name. */
    private static double home(Operator operator, int span, Part part) {
        return (operator.weightBytesPerToken() + operator.cacheWritePerToken()) * part.tokens + 2 * operator.stateBytesPerSequence() * part.sequences
                + operator.cacheReadPerTokenRead() * part.read[span];
    }

    private static double moved(Operator operator, int span, Part part) {
        return operator.activationBytesPerToken() * part.tokens + operator.activationBytesPerTokenRead() * part.read[span]
                + operator.activationBytesPerScore() * part.scores[span];
    }
}
