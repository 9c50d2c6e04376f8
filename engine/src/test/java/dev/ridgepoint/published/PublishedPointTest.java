package dev.ridgepoint.published;

import static dev.ridgepoint.predict.Subjects.predict;
import static dev.ridgepoint.predict.Subjects.roofline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.InferencePotential;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Where the paper's code places a point, and what follows from its traffic being byte-seconds. */
class PublishedPointTest {

    @Test
    void byHand() {
        PublishedPoint point = new PublishedPoint(new PublishedWork(10, 200, 3000), 4, 8);
        assertThat(point.trafficByteSeconds()).isEqualTo(32);
        assertThat(point.operationalIntensity()).isEqualTo(3210 / 32.0);
        assertThat(point.performance()).isEqualTo(3210 / 8.0);
    }

    /** Whatever ran for however long, performance over intensity is the peak memory; three roundings are all that comes between. */
    @Property
    void performanceOverIntensityIsPeakMemory(
            @ForAll @DoubleRange(min = 1e6, max = 1e16) double flops, @ForAll @DoubleRange(min = 1e6, max = 1e12) double bytes,
            @ForAll @DoubleRange(min = 0.01, max = 1e5) double seconds) {
        PublishedPoint point = new PublishedPoint(new PublishedWork(0, 0, flops), bytes, seconds);
        assertThat(point.performance() / point.operationalIntensity()).isCloseTo(bytes, within(3 * Math.ulp(bytes)));
    }

    /** Two times as long is half the intensity and half the performance: the same line, lower down. */
    @Property
    void waitingMovesAPointDownItsLine(@ForAll @DoubleRange(min = 1e6, max = 1e12) double bytes, @ForAll @DoubleRange(min = 0.01, max = 1e5) double seconds) {
        PublishedWork work = new PublishedWork(1, 2, 3e12);
        PublishedPoint once = new PublishedPoint(work, bytes, seconds);
        PublishedPoint twice = new PublishedPoint(work, bytes, 2 * seconds);
        assertThat(twice.operationalIntensity()).isEqualTo(once.operationalIntensity() / 2);
        assertThat(twice.performance()).isEqualTo(once.performance() / 2);
    }

    @Test
    void ofAPredictionTakesItsMemoryAndItsTime() {
        Prediction prediction = predict("qwen2.5-1.5b", "f16", "rooflinebench-apple-m1-pro", Request.of(128, 4096));
        PublishedPoint point = PublishedPoint.of(prediction, Reading.AS_CODED);
        assertThat(point.work().flops()).isEqualTo(19_730_923_520.0);
        assertThat(point.peakBytes()).isEqualTo(prediction.memory().totalBytes());
        assertThat(point.seconds()).isEqualTo(prediction.totalSeconds());
        // Generated tokens cost it time and count for nothing.
        PublishedPoint shorter = PublishedPoint.of(predict("qwen2.5-1.5b", "f16", "rooflinebench-apple-m1-pro", Request.of(128, 128)), Reading.AS_CODED);
        assertThat(shorter.work()).isEqualTo(point.work());
        assertThat(shorter.operationalIntensity()).isGreaterThan(20 * point.operationalIntensity());
    }

    /** 3000 FLOP/byte and 4000 GFLOP/s from the ridge; then points of the paper's kind under its M1 Pro, a ridge of 5200 / 204.8 FLOP/byte. */
    @Test
    void phiOfAWorkedPoint() {
        InferencePotential exact = new InferencePotential(1000, 1200e9, 4000, 5200e9, 1300e9);
        assertThat(exact.regime()).isEqualTo(Bound.MEMORY);
        assertThat(exact.phi()).isEqualTo(5000);
        PublishedPoint point = new PublishedPoint(new PublishedWork(0, 0, 2e12), 1e11, 2);
        InferencePotential potential = point.potential(roofline("rooflinebench-apple-m1-pro", "fp16"));
        assertThat(potential.operationalIntensity()).isEqualTo(10);
        assertThat(potential.performance()).isEqualTo(1e12);
        assertThat(potential.attainable()).isCloseTo(2048e9, within(1e-3));
        assertThat(potential.phi()).isCloseTo(Math.sqrt(Math.pow(5200 / 204.8 - 10, 2) + 4200.0 * 4200.0), within(1e-9));
        // Past the ridge only the height counts.
        assertThat(new PublishedPoint(new PublishedWork(0, 0, 2e12), 1e10, 2).potential(roofline("rooflinebench-apple-m1-pro", "fp16")).phi())
                .isCloseTo(4200, within(1e-9));
    }

    @Test
    void whatThePaperHasNotIsRefused() {
        Prediction batch = predict("qwen2.5-1.5b", "f16", "rooflinebench-apple-m1-pro", new Request(128, 128, 0, 4, 512));
        assertThatThrownBy(() -> PublishedPoint.of(batch, Reading.AS_PRINTED)).isInstanceOf(InvalidInputException.class)
                .hasMessage("RooflineBench counts one sequence from an empty cache, not 4 sequences");
        Prediction deep = predict("qwen2.5-1.5b", "f16", "rooflinebench-apple-m1-pro", new Request(128, 128, 64, 1, 512));
        assertThatThrownBy(() -> PublishedPoint.of(deep, Reading.AS_PRINTED)).hasMessageEndingWith("not one behind 64 tokens");
        assertThatThrownBy(() -> new PublishedPoint(new PublishedWork(1, 1, 1), 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PublishedPoint(new PublishedWork(1, 1, 1), Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
