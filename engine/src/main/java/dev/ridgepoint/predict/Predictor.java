package dev.ridgepoint.predict;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predicts prefill and decode of a workload on any device. An operator takes the longest of its arithmetic and its traffic at each memory level, plus the
 * device's launch overhead; a pass takes the sum over operators; a generation is summed in closed form.
 *
 * <p>Immutable and safe to share; {@link #predict(Roofline, Request, Totals)} allocates nothing, {@link #predict(Roofline, Request)} returns every operator.
 */
public final class Predictor {

    private final Workload workload;
    private final LatentExecution latentExecution;
    private final Operator[] operators;
    /** Operators of equal costs are evaluated once: keys and values, gate and up, the attention of layers that differ in their feed-forward. */
    private final Operator[] distinct;
    private final boolean encoder;

    /** A predictor that executes latent attention in the cheaper way. */
    public Predictor(Workload workload) {
        this(workload, LatentExecution.CHEAPER);
    }

    /** A predictor with a given execution of latent attention. */
    public Predictor(Workload workload, LatentExecution latentExecution) {
        this.workload = workload;
        this.latentExecution = latentExecution;
        this.operators = workload.operators().toArray(Operator[]::new);
        this.distinct = distinct(workload);
        this.encoder = workload.architecture().kind() == Architecture.Kind.ENCODER;
    }

    private static Operator[] distinct(Workload workload) {
        Map<Operator, Integer> counts = new LinkedHashMap<>();
        workload.operators().forEach(operator -> counts.merge(operator.costs(), operator.count(), Integer::sum));
        return counts.entrySet().stream().map(entry -> entry.getKey().times(entry.getValue())).toArray(Operator[]::new);
    }

    /** What is predicted. */
    public Workload workload() {
        return workload;
    }

    /**
     * Predicts the totals of both phases without allocating.
     *
     * @param roofline the device's ceilings; must be for the workload's number formats
     * @param request  what is asked; an encoder processes its whole input in one pass and generates nothing
     * @param totals   receives the result
     */
    public void predict(Roofline roofline, Request request, Totals totals) {
        int home = homeLevel(roofline, request);
        PhaseTotals prefill = totals.prefill();
        prefill.clear();
        if (request.prompt() > 0) {
            for (Operator operator : distinct) {
                prefill(roofline, operator, request, home, prefill.of(operator.execution()));
            }
            prefill.choose(latentExecution);
        }
        PhaseTotals decode = totals.decode();
        decode.clear();
        if (request.generate() > 0 && !encoder) {
            for (Operator operator : distinct) {
                decode(roofline, operator, request, home, decode.of(operator.execution()));
            }
            decode.choose(latentExecution);
        }
    }

    /**
     * Counts what a request costs whatever the device's rates, without allocating.
     *
     * @param roofline of any device, for the workload's number formats
     * @param request  what is asked
     * @param work     receives the result
     */
    public void work(Roofline roofline, Request request, RequestWork work) {
        int home = roofline.mainLevel();
        work.clear();
        for (Operator operator : distinct) {
            if (request.prompt() > 0) {
                prefill(roofline, operator, request, home, work.cleared());
                work.addPrefill(operator, request);
            }
            if (request.generate() > 0 && !encoder) {
                decode(roofline, operator, request, home, work.cleared());
                work.addDecode(operator, request);
            }
        }
    }

    /** Predicts both phases, every operator and the memory that the request needs. */
    public Prediction predict(Roofline roofline, Request request) {
        Totals totals = new Totals();
        predict(roofline, request, totals);
        return new PredictionReport(this, roofline, request, totals).prediction();
    }

    /**
     * Seconds of a run of passes over equal sequences: a generation with one token a pass, a prompt with its micro-batches. Their number need not be
     * whole: it may be the mean of a server whose sequences come and go.
     *
     * @param roofline the device's ceilings; must be for the workload's number formats
     * @param batch    sequences
     * @param tokens   tokens of each sequence in one pass
     * @param cached   tokens of each sequence cached before the first pass
     * @param passes   number of passes
     */
    public double seconds(Roofline roofline, double batch, int tokens, double cached, int passes) {
        int home = roofline.levelHolding(workload.weightBytes() + batch * workload.cacheBytes(cached));
        PhaseTotals totals = new PhaseTotals();
        for (Operator operator : distinct) {
            boolean last = operator.rows() == Operator.Rows.LAST_TOKEN;
            totals.of(operator.execution()).add(roofline, operator, batch, last ? 1 : tokens, cached + (last ? tokens - 1.0 : 0), passes, home);
        }
        totals.choose(latentExecution);
        return totals.seconds();
    }

    /** Bytes of the residual stream and of the largest operator's inputs and outputs, in the largest pass of a request. */
    public double activationBytes(Request request) {
        double pass = request.batch() * (double) Math.max(1, passTokens(request));
        double read = request.batch() * (double) request.length();
        double largest = 0;
        for (Operator operator : distinct) {
            double rows = operator.rows() == Operator.Rows.LAST_TOKEN ? request.batch() : pass;
            largest = Math.max(largest, operator.activationBytesPerToken() * rows
                    + (operator.activationBytesPerTokenRead() + operator.activationBytesPerScore() * pass / request.batch()) * read);
        }
        return pass * workload.architecture().hidden() * workload.numerics().activations().bytes() + largest;
    }

    Operator[] operators() {
        return operators;
    }

    Operator[] distinctOperators() {
        return distinct;
    }

    LatentExecution latentExecution() {
        return latentExecution;
    }

    /** One operator's share of the prompt: the full micro-batches as a run, and the rest as a pass of its own. */
    void prefill(Roofline roofline, Operator operator, Request request, int home, RunCost cost) {
        int micro = passTokens(request);
        int full = request.prompt() / micro;
        int rest = request.prompt() - full * micro;
        int batch = request.batch();
        if (operator.rows() == Operator.Rows.LAST_TOKEN) {
            cost.add(roofline, operator, batch, 1, request.depth() + request.prompt() - 1.0, 1, home);
            return;
        }
        cost.add(roofline, operator, batch, micro, request.depth(), full, home);
        if (rest > 0) {
            cost.add(roofline, operator, batch, rest, request.depth() + (double) full * micro, 1, home);
        }
    }

    /** One operator's share of the generation. */
    void decode(Roofline roofline, Operator operator, Request request, int home, RunCost cost) {
        cost.add(roofline, operator, request.batch(), 1, (double) request.depth() + request.prompt(), request.generate(), home);
    }

    /** Tokens of each sequence in the largest pass of the prompt: a micro-batch, but an encoder sees all of its input at once. */
    int passTokens(Request request) {
        return encoder ? request.prompt() : Math.min(request.microBatch(), request.prompt());
    }

    /** The level that holds weights and cache from one pass to the next: main memory, unless all of it fits nearer. */
    int homeLevel(Roofline roofline, Request request) {
        int main = roofline.mainLevel();
        if (roofline.levelHolding(workload.weightBytes()) == main) {
            return main;
        }
        return roofline.levelHolding(workload.weightBytes() + request.batch() * workload.cacheBytes(request.length()));
    }
}
