package dev.ridgepoint.reexamination;

import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.published.PublishedPoint;
import dev.ridgepoint.published.Reading;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.scenario.Scenario;
import java.util.List;

/**
 * Where a scenario lands by the published accounting, and by first principles.
 *
 * @param scenario  of the paper's four
 * @param published its point as published; performance over intensity is its peak memory, whatever it did
 * @param request   intensity of the whole request by first principles, FLOP/byte
 */
public record PeakMemoryLine(Scenario scenario, PublishedPoint published, double request) {

    /** What should be a bandwidth, and is a size: bytes. */
    public double performanceOverIntensity() {
        return published.performance() / published.operationalIntensity();
    }

    /** The paper's four scenarios of a model on a device. */
    public static List<PeakMemoryLine> of(Predictor predictor, Roofline roofline, Reading reading) {
        return Scenario.ROOFLINE_BENCH.stream().map(scenario -> {
            Prediction prediction = predictor.predict(roofline, Request.of(scenario.prompt(), scenario.generated()));
            return new PeakMemoryLine(scenario, PublishedPoint.of(prediction, reading), intensity(prediction));
        }).toList();
    }

    private static double intensity(Prediction prediction) {
        Prediction.Phase prefill = prediction.prefill().orElseThrow();
        Prediction.Phase decode = prediction.decode().orElseThrow();
        return (prefill.flops() + decode.tokens() * decode.flops()) / (prefill.bytes() + decode.tokens() * decode.bytes());
    }
}
