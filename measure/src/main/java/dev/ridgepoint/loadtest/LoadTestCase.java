package dev.ridgepoint.loadtest;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.concurrency.ClosedLoop;
import dev.ridgepoint.concurrency.Replica;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;

/**
 * A load test, and all that its prediction needs.
 *
 * @param test      the measurement
 * @param hardware  its devices
 * @param model     its model, whole
 * @param predictor predicts one device's share
 */
public record LoadTestCase(LoadTest test, Hardware hardware, Architecture model, Predictor predictor) {

    /** Tokens of prompts in one pass, where no runtime says otherwise. */
    private static final int MICRO_BATCH = 8192;

    /** The steady state under a runtime. */
    public ClosedLoop.Steady predict(Backend backend) {
        Numerics numerics = predictor.workload().numerics();
        return predict(Roofline.under(hardware, numerics, BackendRates.of(
                backend, hardware, numerics, predictor.workload().kernel(), Circumstances.USUAL)), backend.microBatch());
    }

    /** The steady state of a server that reaches every ceiling. */
    public ClosedLoop.Steady predictIdeal() {
        return predict(Roofline.of(hardware, predictor.workload().numerics()), MICRO_BATCH);
    }

    private ClosedLoop.Steady predict(Roofline roofline, int microBatch) {
        return new ClosedLoop(new Replica(predictor, roofline, test.parallelism(), microBatch), test.prompt(), test.generated()).at(test.concurrency());
    }

    /** What models share that differ in their weights alone. */
    String structureWords() {
        return model.hidden() + " " + model.vocabulary() + " " + model.layerPattern() + " " + model.groups();
    }

    /** A short name of the model's structure: equal for models that differ in their weights alone. */
    public String structure() {
        return Integer.toHexString(structureWords().hashCode());
    }
}
