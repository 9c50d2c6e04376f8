package dev.ridgepoint.concurrency;

import dev.ridgepoint.backend.ServerRates;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;

/**
 * The devices of one replica of a model: how long their passes take, and how many sequences they hold.
 *
 * @param predictor   predicts one device's share
 * @param roofline    the device's ceilings, under a runtime or not
 * @param parallelism how the model is spread
 * @param microBatch  tokens of prompts in one pass
 */
public record Replica(Predictor predictor, Roofline roofline, Parallelism parallelism, int microBatch) {

    /** What serving costs under the runtime. */
    public ServerRates server() {
        return roofline.backend() == null ? ServerRates.IDEAL : roofline.backend().server();
    }

    /**
     * Seconds from the beginning of a prompt to its end, through all stages. Its micro-batches follow one another through the stages, so that {@code m}
     * of them take
     * {@code (m + p - 1) / (m p)} of what they would take one stage after the other.
     */
    public double promptSeconds(int prompt) {
        int piece = Math.min(prompt, microBatch);
        int full = prompt / piece;
        int rest = prompt - full * piece;
        double serial = predictor.seconds(roofline, 1, piece, 0, full);
        if (rest > 0) {
            serial += predictor.seconds(roofline, 1, rest, (double) full * piece, 1);
        }
        double pieces = full + (rest > 0 ? 1 : 0);
        int stages = parallelism.pipeline();
        return serial * (pieces + stages - 1) / (pieces * stages);
    }

    /** Mean seconds of a step of a generation in which so many sequences take part, each with its prompt cached; stages work on their own part of them each. */
    public double stepSeconds(double sequences, int prompt, int steps) {
        double inStage = Math.max(1, sequences / parallelism.pipeline());
        return predictor.seconds(roofline, inStage, 1, prompt, steps) / steps + server().sequenceSeconds() * sequences;
    }

    /** Sequences of so many tokens that fit beside the weights; infinite where the profile states no capacity. */
    public double mostSequences(double tokens) {
        double capacity = roofline.hardware().mainMemory().capacity().map(c -> c.value()).orElse(Double.POSITIVE_INFINITY);
        double left = capacity * server().memory() - predictor.workload().weightBytes();
        double each = predictor.workload().cacheBytes(tokens);
        return each == 0 ? Double.POSITIVE_INFINITY : Math.max(0, left / each);
    }
}
