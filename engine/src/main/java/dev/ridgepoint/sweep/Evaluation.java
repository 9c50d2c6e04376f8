package dev.ridgepoint.sweep;

import dev.ridgepoint.energy.CostTerms;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.roofline.TunableDevice;

/** The point at which a sweep is, and what was predicted of it. Mutable and reused, one a thread: a point costs a prediction and no memory. */
public final class Evaluation {

    private final double[] choices;
    private final Totals totals = new Totals();
    private final Expense expense = new Expense();
    private Predictor predictor;
    private double parameters;
    private TunableDevice device;
    private Request request;
    private boolean memoryKnown;
    private double cacheBytes;
    private double activationsBytes;
    private int devices = 1;

    /** @param choices how many things points are chosen to be */
    public Evaluation(int choices) {
        this.choices = new double[choices];
    }

    /** What the point is chosen to be, to be written by whoever moves this. */
    public double[] choices() {
        return choices;
    }

    /** Moves to so many devices, each with a part of the model. */
    public void spreadOver(int point) {
        devices = point;
    }

    /** Moves to the terms on which the devices run. */
    public void on(CostTerms point) {
        expense.on(point);
    }

    /** Moves to a device, set as the point has it. */
    public void to(TunableDevice point) {
        device = point;
    }

    /**
     * Moves to a model in its formats.
     *
     * @param point        predicts it
     * @param ofParameters how many it has, since counting them takes longer than predicting the point
     */
    public void to(Predictor point, double ofParameters) {
        if (predictor != point) {
            forget();
        }
        predictor = point;
        parameters = ofParameters;
    }

    /** Moves to a request. */
    public void to(Request point) {
        if (request != point) {
            forget();
        }
        request = point;
    }

    /** Moves to a request of these sizes; the one that is there is kept if it is the same. */
    public void to(int prompt, int generate, int depth, int batch, int microBatch) {
        Request now = request;
        if (now == null || now.prompt() != prompt || now.generate() != generate || now.depth() != depth || now.batch() != batch
                || now.microBatch() != microBatch) {
            to(new Request(prompt, generate, depth, batch, microBatch));
        }
    }

    private void forget() {
        memoryKnown = false;
        expense.forget();
    }

    /** Predicts the point. */
    public void predict() {
        predictor.predict(device.roofline(), request, totals);
    }

    int devices() {
        return devices;
    }

    Expense expense() {
        return expense;
    }

    Predictor predictor() {
        return predictor;
    }

    TunableDevice device() {
        return device;
    }

    Roofline roofline() {
        return device.roofline();
    }

    Request request() {
        return request;
    }

    Totals totals() {
        return totals;
    }

    double parameters() {
        return parameters;
    }

    double cacheBytes() {
        requireMemory();
        return cacheBytes;
    }

    double activationsBytes() {
        requireMemory();
        return activationsBytes;
    }

    double memoryBytes() {
        requireMemory();
        return predictor.workload().weightBytes() + cacheBytes + activationsBytes;
    }

    /** What must be held depends on no rate. */
    private void requireMemory() {
        if (!memoryKnown) {
            cacheBytes = request.batch() * predictor.workload().cacheBytes(request.length());
            activationsBytes = predictor.activationBytes(request);
            memoryKnown = true;
        }
    }
}
