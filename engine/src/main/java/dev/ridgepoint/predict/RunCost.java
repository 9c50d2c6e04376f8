package dev.ridgepoint.predict;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;

/**
 * Adds up what a run of passes costs. A run is {@code passes} passes of {@code S} tokens a sequence, one after the other: a generation is such a run with
 * {@code S = 1}, the full micro-batches of a prompt another. Between two bends of an operator's span its FLOPs and bytes are affine in the pass, so its time
 * is a maximum of affine functions and the sum has a closed form: the cost is that of the pieces, not of the tokens.
 *
 * <p>Mutable and reused, so that a sweep allocates nothing.
 */
final class RunCost {

    double flops;
    double weightBytes;
    double activationBytes;
    double cacheReadBytes;
    double cacheWriteBytes;
    /** Bytes charged at main memory. */
    double mainBytes;
    /** The least seconds that memory needs for all of it, each byte at the level that holds it. */
    double memorySeconds;
    /** The least seconds that the arithmetic units need. */
    double computeSeconds;
    double seconds;

    private double touchedRows;
    private double touchedLog;
    private double touchedShare;

    void clear() {
        flops = 0;
        weightBytes = 0;
        activationBytes = 0;
        cacheReadBytes = 0;
        cacheWriteBytes = 0;
        mainBytes = 0;
        memorySeconds = 0;
        computeSeconds = 0;
        seconds = 0;
    }

    double bytes() {
        return weightBytes + activationBytes + cacheReadBytes + cacheWriteBytes;
    }

    /** Adds {@code times} another run. */
    void add(RunCost other, double times) {
        flops += times * other.flops;
        weightBytes += times * other.weightBytes;
        activationBytes += times * other.activationBytes;
        cacheReadBytes += times * other.cacheReadBytes;
        cacheWriteBytes += times * other.cacheWriteBytes;
        mainBytes += times * other.mainBytes;
        memorySeconds += times * other.memorySeconds;
        computeSeconds += times * other.computeSeconds;
        seconds += times * other.seconds;
    }

    /**
     * Adds one operator's run.
     *
     * @param roofline  the ceilings
     * @param operator  the operator; its {@code count} is applied
     * @param batch     sequences
     * @param tokens    tokens of each sequence in one pass
     * @param cached    tokens of each sequence cached before the first pass
     * @param passes    number of passes
     * @param homeLevel index of the level that holds weights and cache
     */
    void add(Roofline roofline, Operator operator, double batch, double tokens, double cached, double passes, int homeLevel) {
        double rows = operator.rows() == Operator.Rows.LAST_TOKEN ? batch : batch * tokens;
        if (operator.exchange().devices() > 1) {
            seconds += operator.count() * passes * roofline.exchangeSeconds(operator.exchange(), rows);
            return;
        }
        double state = operator.stateBytesPerSequence() * batch;
        double weights = operator.weightBytes() + operator.weightBytesPerToken() * rows;
        double productRows = operator.arithmetic() == Arithmetic.ACTIVATIONS ? tokens : rows;
        if (operator.expertBytes() > 0) {
            double share = touched(operator, rows);
            weights += operator.expertBytes() * share;
            productRows = roofline.countsRowsOfExperts() ? operator.rowsOfAnExpert(rows, share) : rows;
        }
        double write = operator.cacheWritePerToken() * rows + state;
        double work = operator.flopsPerToken() * rows;
        double moved = operator.activationBytesPerToken() * rows;
        double secondsPerFlop = roofline.secondsPerFlop(operator.arithmetic(), productRows);
        double times = operator.count() * passes;
        weightBytes += times * weights;
        cacheWriteBytes += times * write;
        BackendRates backend = roofline.backend();
        seconds += times * (backend == null ? roofline.launchOverhead(operator.arithmetic()) : backend.overhead(operator, tokens, rows));
        if (!operator.dependsOnContext()) {
            int near = Math.min(homeLevel, roofline.levelHolding(moved));
            double home = weights + write + state;
            flops += times * work;
            activationBytes += times * moved;
            cacheReadBytes += times * state;
            double executed = backend == null ? 0 : backend.seconds(operator, tokens, productRows, work, home, moved);
            chargeConstant(roofline, operator.arithmetic(), times, work * secondsPerFlop, home, moved, near, homeLevel, executed);
            return;
        }
        addOverContext(roofline, operator, batch, tokens, cached, passes, homeLevel, weights + write + state, state, work, moved, secondsPerFlop);
    }

    /** The experts of a layer are several operators with the same routing, one after the other: the power is taken once. */
    private double touched(Operator operator, double rows) {
        if (touchedRows != rows || touchedLog != operator.logMissProbability()) {
            touchedRows = rows;
            touchedLog = operator.logMissProbability();
            touchedShare = operator.touchedExperts(rows);
        }
        return touchedShare;
    }

    private void chargeConstant(
            Roofline roofline, Arithmetic arithmetic, double times, double compute, double home, double moved, int near, int homeLevel, double executed) {
        double memory;
        if (near == homeLevel) {
            memory = (home + moved) * roofline.secondsPerByte(arithmetic, homeLevel);
        } else {
            memory = Math.max(home * roofline.secondsPerByte(arithmetic, homeLevel), (home + moved) * roofline.secondsPerByte(arithmetic, near));
        }
        chargeMain(roofline, times * home, times * moved, near, homeLevel);
        computeSeconds += times * compute;
        memorySeconds += times * memory;
        // A runtime may multiply in another format than the weights' own, so its arithmetic is bounded by its own unit's peak.
        seconds += times * Math.max(memory, executed > 0 ? executed : compute);
    }

    private void chargeMain(Roofline roofline, double home, double moved, int near, int homeLevel) {
        int main = roofline.mainLevel();
        mainBytes += (homeLevel == main ? home : 0) + (near == main ? moved : 0);
    }

    /** The same for an operator that attends: {@code home}, {@code work} and {@code moved} are what a pass costs whatever its context. */
    private void addOverContext(
            Roofline roofline, Operator operator, double batch, double tokens, double cached, double passes, int homeLevel,
            double home, double state, double work, double moved, double secondsPerFlop) {
        AttentionSpan span = operator.span();
        Arithmetic arithmetic = operator.arithmetic();
        double count = operator.count();
        double workPerPair = operator.flopsPerPair() * batch;
        double workPerRead = operator.flopsPerTokenRead() * batch;
        double readPerRead = operator.cacheReadPerTokenRead() * batch;
        double movedPerRead = (operator.activationBytesPerTokenRead() + operator.activationBytesPerScore() * tokens) * batch;
        // What stays in a near level is decided once for the run, by its largest pass.
        double mostMoved = movedPerRead == 0 ? moved : moved + movedPerRead * mostRead(span, tokens, cached, passes);
        int near = Math.min(homeLevel, roofline.levelHolding(mostMoved));
        double homeRate = roofline.secondsPerByte(arithmetic, homeLevel);
        double nearRate = roofline.secondsPerByte(arithmetic, near);
        BackendRates backend = roofline.backend();
        double executedRate = backend == null ? 0 : backend.attentionSecondsPerByte(tokens);
        double movedScale = backend == null ? 1 : backend.activationScale();
        double executedSecondsPerFlop = backend == null ? secondsPerFlop : Math.max(secondsPerFlop, backend.attentionSecondsPerFlop(tokens));
        double done = 0;
        while (done < passes) {
            double at = cached + tokens * done;
            double piece = Math.min(passes - done, span.affinePasses(tokens, at));
            double end = at + tokens * (piece - 1);
            double firstPairs = span.pairs(tokens, at);
            double firstRead = span.tokensRead(tokens, at);
            double lastPairs = piece == 1 ? firstPairs : span.pairs(tokens, end);
            double finalRead = piece == 1 ? firstRead : span.tokensRead(tokens, end);
            double firstWork = work + workPerPair * firstPairs + workPerRead * firstRead;
            double lastWork = work + workPerPair * lastPairs + workPerRead * finalRead;
            double firstHome = home + readPerRead * firstRead;
            double lastHome = home + readPerRead * finalRead;
            double firstMoved = moved + movedPerRead * firstRead;
            double lastMoved = moved + movedPerRead * finalRead;
            double half = count * piece / 2;
            flops += half * (firstWork + lastWork);
            activationBytes += half * (firstMoved + lastMoved);
            cacheReadBytes += half * readPerRead * (firstRead + finalRead) + count * piece * state;
            chargeMain(roofline, half * (firstHome + lastHome), half * (firstMoved + lastMoved), near, homeLevel);
            double homeFirst = near == homeLevel ? (firstHome + firstMoved) * homeRate : firstHome * homeRate;
            double homeLast = near == homeLevel ? (lastHome + lastMoved) * homeRate : lastHome * homeRate;
            double nearFirst = (firstHome + firstMoved) * nearRate;
            double nearLast = (lastHome + lastMoved) * nearRate;
            computeSeconds += half * secondsPerFlop * (firstWork + lastWork);
            memorySeconds += count * AffineMaximum.sum(0, 0, homeFirst, homeLast, nearFirst, nearLast, piece);
            if (backend != null) {
                // A runtime's rate is at or below the roof of the level it reads from, unless that is nearer than main memory.
                homeFirst = Math.max(homeFirst, (firstHome + movedScale * firstMoved) * executedRate);
                homeLast = Math.max(homeLast, (lastHome + movedScale * lastMoved) * executedRate);
            }
            seconds += count * AffineMaximum.sum(
                    firstWork * executedSecondsPerFlop, lastWork * executedSecondsPerFlop, homeFirst, homeLast, nearFirst, nearLast, piece);
            done += piece;
        }
    }

    /** Tokens that the largest pass of a run reads: the last pass of a piece, which is not always the run's, since a chunk starts again from nothing. */
    private static double mostRead(AttentionSpan span, double tokens, double cached, double passes) {
        double most = 0;
        double done = 0;
        while (done < passes) {
            done += Math.min(passes - done, span.affinePasses(tokens, cached + tokens * done));
            most = Math.max(most, span.tokensRead(tokens, cached + tokens * (done - 1)));
        }
        return most;
    }
}
