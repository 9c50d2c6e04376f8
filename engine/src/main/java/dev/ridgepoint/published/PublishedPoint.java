package dev.ridgepoint.published;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.InferencePotential;
import dev.ridgepoint.roofline.Roofline;

/**
 * An operating point as RooflineBench's code places it. Since {@code Performance / OI = (W / T) / (W / (M T)) = M}, points of equal peak memory lie on one line
 * of slope 1 whatever ran, and how far up that line says little but how long the prompt was.
 *
 * @param work      what it counts as FLOPs, {@code W}
 * @param peakBytes peak resident memory in bytes, {@code M}
 * @param seconds   wall time of the process, {@code T}; theirs is that of the whole of {@code llama-bench}, with loading, warm-up and five repetitions of both
 *                  tests, over the FLOPs of one prompt
 */
public record PublishedPoint(PublishedWork work, double peakBytes, double seconds) {

    /** @throws IllegalArgumentException unless there are bytes and seconds */
    public PublishedPoint {
        if (!(peakBytes > 0) || !(seconds > 0)) {
            throw new IllegalArgumentException("an operating point needs peak memory and a time above 0");
        }
    }

    /**
     * The point of a prediction: its memory for the peak, one prompt and one generation for the wall time.
     *
     * @throws InvalidInputException if the model is not covered, or there are several sequences or tokens in the cache already, which the paper has not
     */
    public static PublishedPoint of(Prediction prediction, Reading reading) {
        Request request = prediction.request();
        if (request.batch() > 1 || request.depth() > 0) {
            throw new InvalidInputException("RooflineBench counts one sequence from an empty cache, not "
                    + (request.batch() > 1 ? request.batch() + " sequences" : "one behind " + request.depth() + " tokens"));
        }
        PublishedWork work = reading.of(prediction.workload().architecture(), request.prompt());
        return new PublishedPoint(work, prediction.memory().totalBytes(), prediction.totalSeconds());
    }

    /** What its code calls memory traffic: {@code M T}, in byte-seconds. Bytes that are held are not bytes that move. */
    public double trafficByteSeconds() {
        return peakBytes * seconds;
    }

    /** What its code calls operational intensity: {@code W / (M T)}, in FLOPs a byte-second. It is drawn on an axis of FLOP/byte. */
    public double operationalIntensity() {
        return work.flops() / trafficByteSeconds();
    }

    /** {@code W / T}, FLOP/s. */
    public double performance() {
        return work.flops() / seconds;
    }

    /** What the point would still have under a roofline, where {@link InferencePotential#phi()} is the published measure. */
    public InferencePotential potential(Roofline roofline) {
        return InferencePotential.of(roofline, operationalIntensity(), performance(), roofline.attainable(operationalIntensity()));
    }
}
