package dev.ridgepoint.parallel;

import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Workload;
import java.util.Optional;

/**
 * A model spread over devices, and what one of them does of a request to each replica. Where there are stages, the sequences of a replica are dealt out
 * in as many groups, which follow one another through the pipeline, so that no stage waits once it has begun: a pass of a group takes the sum of all
 * stages.
 *
 * @param parallelism how it is spread
 * @param sequences   of a replica
 * @param device      what one device does, for one group of sequences; its memory is of all groups
 */
public record Deployment(Parallelism parallelism, int sequences, Prediction device) {

    /**
     * Predicts a request to each replica.
     *
     * @param whole       the model on one device
     * @param latent      how latent attention is executed
     * @param parallelism how it is spread
     * @param offloaded   layers whose weights stay in the processor's memory
     * @param roofline    the devices' ceilings
     * @param request     to each replica
     * @throws dev.ridgepoint.input.InvalidInputException if the model cannot be spread so over these devices
     */
    public static Deployment of(Workload whole, LatentExecution latent, Parallelism parallelism, int offloaded, Roofline roofline, Request request) {
        Workload part = Offloading.of(Sharding.of(whole, parallelism, roofline.hardware()), offloaded, roofline.hardware());
        Predictor predictor = new Predictor(part, latent);
        int stages = parallelism.pipeline();
        int group = (request.batch() + stages - 1) / stages;
        Prediction of = predictor.predict(roofline, new Request(request.prompt(), request.generate(), request.depth(), group, request.microBatch()));
        MemoryFootprint memory = of.memory();
        MemoryFootprint ofAll = new MemoryFootprint(memory.weightsBytes(), request.batch() * predictor.workload().cacheBytes(request.length()),
                memory.activationsBytes(), memory.capacityBytes());
        return new Deployment(parallelism, request.batch(),
                new Prediction(of.workload(), of.roofline(), of.request(), of.prefill(), of.decode(), ofAll, of.operators()));
    }

    /** Of one device. */
    public static Deployment ofOne(Prediction prediction) {
        return new Deployment(Parallelism.NONE, prediction.request().batch(), prediction);
    }

    /** Groups of sequences that follow one another through the stages. */
    public int groups() {
        int group = device.request().batch();
        return (sequences + group - 1) / group;
    }

    /**
     * Seconds until every sequence has its first token. The {@code m} pieces of all groups' prompts follow one another through the {@code p} stages:
     * {@code m + p - 1}
     * times a stage's share of a piece (Huang et al. 2019, arXiv 1811.06965).
     */
    public double timeToFirstToken() {
        Optional<Phase> prefill = device.prefill();
        if (prefill.isEmpty()) {
            return 0;
        }
        int stages = parallelism.pipeline();
        if (stages == 1) {
            return prefill.get().seconds();
        }
        Request request = device.request();
        double pieces = (request.prompt() + request.microBatch() - 1) / request.microBatch();
        return prefill.get().seconds() / (pieces * stages) * (pieces * groups() + stages - 1);
    }

    /** Seconds between two tokens of a sequence. */
    public double timePerToken() {
        return device.decode().map(Phase::seconds).orElse(0.0);
    }

    /** Seconds until every sequence has its last token. */
    public double totalSeconds() {
        return timeToFirstToken() + timePerToken() * device.request().generate();
    }

    /** Tokens generated a second by all devices; 0 where nothing is generated. */
    public double tokensPerSecond() {
        return timePerToken() == 0 ? 0 : (double) parallelism.data() * sequences / timePerToken();
    }

    /** Share of a phase's time in which devices send one another something. */
    public double exchangeShare(PhaseName phase) {
        double all = 0;
        double sent = 0;
        for (OperatorPrediction operator : device.operators()) {
            if (operator.phase() == phase) {
                all += operator.totalSeconds();
                sent += operator.operator().exchange().devices() > 1 ? operator.totalSeconds() : 0;
            }
        }
        return all == 0 ? 0 : sent / all;
    }
}
