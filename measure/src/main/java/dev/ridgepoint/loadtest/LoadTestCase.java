package dev.ridgepoint.loadtest;

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
 * @param predictor predicts one device's share
 */
public record LoadTestCase(LoadTest test, Hardware hardware, Predictor predictor) {

    /** The steady state under a runtime. */
    public ClosedLoop.Steady predict(Backend backend) {
        Numerics numerics = predictor.workload().numerics();
        Roofline roofline = Roofline.under(hardware, numerics, BackendRates.of(backend, hardware, numerics, predictor.workload().kernel(), Circumstances.USUAL));
        return predict(roofline, backend.microBatch());
    }

    /** The steady state under ceilings. */
    public ClosedLoop.Steady predict(Roofline roofline, int microBatch) {
        return new ClosedLoop(new Replica(predictor, roofline, test.parallelism(), microBatch), test.prompt(), test.generated()).at(test.concurrency());
    }
}
