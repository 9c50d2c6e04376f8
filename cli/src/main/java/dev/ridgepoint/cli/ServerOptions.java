package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.serving.Deployment;
import dev.ridgepoint.serving.Preemption;
import dev.ridgepoint.serving.ServingPolicy;
import dev.ridgepoint.serving.Speculation;
import dev.ridgepoint.serving.SplitDeployment;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a server works through its requests. */
final class ServerOptions {

    private static final double USUAL_MEMORY_SHARE = 0.9;

    @Option(names = "--batch", paramLabel = "SEQUENCES", converter = Whole.Positive.class, order = 30,
            description = "Most sequences that run at once (default: 256).")
    private int batch = 256;

    @Option(names = "--token-budget", paramLabel = "TOKENS", converter = Budget.class, order = 31,
            description = "Most tokens of a pass: decoding sequences first, then pieces of prompts (default: 2048).")
    private int budget = 2048;

    @Option(names = "--kv-block", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 32, description = "Tokens of a cache block (default: 16).")
    private int block = 16;

    @Option(names = "--kv-capacity", paramLabel = "SIZE", converter = Amount.Bytes.class, order = 33,
            description = "Memory for the KV cache, as in 20GB (default: what the weights leave of --memory-share).")
    private Double capacity;

    @Option(names = "--memory-share", paramLabel = "SHARE", converter = Amount.Share.class, order = 34,
            description = "Share of the device's memory for weights and KV cache (default: the runtime's, or 0.9).")
    private Double memoryShare;

    @Option(names = "--swap-bandwidth", paramLabel = "RATE", converter = Amount.ByteRate.class, order = 35,
            description = "Where the cache is full, copy a sequence's blocks to the host at this rate, as in 64GB/s (default: drop and compute them again).")
    private Double swap;

    @Option(names = "--no-sharing", order = 36, description = "Compute every prompt in full, whatever it begins with.")
    private boolean withoutSharing;

    @Option(names = "--draft", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 37,
            description = "Speculative decoding: tokens drafted for each pass (default: 0, none).")
    private int draft = 0;

    @Option(names = "--acceptance", paramLabel = "SHARE", converter = Amount.Share.class, order = 38,
            description = "Probability that a drafted token is right; needed with --draft.")
    private Double acceptance;

    @Option(names = "--draft-time", paramLabel = "TIME", converter = Amount.Seconds.class, order = 39,
            description = "Time in which one token is drafted for the whole batch, as in 1ms (default: none, as from n-grams).")
    private Double draftTime;

    /** Tokens of a pass: each number up to it is predicted beforehand. */
    static final class Budget extends Whole {
        Budget() {
            super(1, 1 << 20);
        }
    }

    @Option(names = "--prefill-hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 40,
            description = "Disaggregated serving: process prompts on this device, and decode on --hardware; needs --link.")
    private String prefillHardware;

    @Option(names = "--prefill-replicas", paramLabel = "N", converter = Whole.Positive.class, order = 41,
            description = "How many replicas process prompts: a request goes to the one with the fewest (default: 1).")
    private Integer prefillReplicas;

    @Option(names = "--decode-replicas", paramLabel = "N", converter = Whole.Positive.class, order = 41,
            description = "How many replicas decode what others processed (default: 1).")
    private Integer decodeReplicas;

    @Option(names = "--tp", paramLabel = "DEVICES", converter = Whole.Devices.class, order = 42,
            description = "Tensor parallelism: devices that share the heads and widths of every layer (default: 1). Cache and memory are of each.")
    private int tensor = 1;

    @Option(names = "--ep", paramLabel = "PARTS", converter = Whole.Devices.class, order = 43,
            description = "Expert parallelism: parts that routed experts are dealt out to over these devices (default: 1).")
    private int expert = 1;

    @Option(names = "--link", paramLabel = "RATE", converter = Amount.ByteRate.class, order = 41,
            description = "Bandwidth of each replica's link, over which caches go one after the other, as in 50GB/s.")
    private Double link;

    /** The model on its devices. */
    ServedModel served(Library library, SubjectOptions subject, FormatOptions formats, CommandLine command) {
        if (draft > 0 && acceptance == null) {
            throw new InvalidInputException("--draft needs --acceptance: the probability that a drafted token is right");
        }
        if (draft == 0 && (acceptance != null || draftTime != null)) {
            throw new InvalidInputException((acceptance != null ? "--acceptance" : "--draft-time") + " needs --draft: how many tokens are drafted");
        }
        if (prefillHardware == null != (link == null)) {
            throw new InvalidInputException(link == null ? "--prefill-hardware needs --link: the bandwidth between the two devices, as in 50GB/s"
                    : "--link needs --prefill-hardware: the device that processes prompts");
        }
        if (prefillHardware == null && (prefillReplicas != null || decodeReplicas != null)) {
            throw new InvalidInputException((prefillReplicas != null ? "--prefill-replicas" : "--decode-replicas")
                    + " needs --prefill-hardware: the device that processes prompts");
        }
        Predictor predictor = formats.predictor(subject.model(library, command));
        Deployment deployment = deployment(predictor, formats.roofline(subject.hardware(library), predictor), formats.latentExecution());
        if (prefillHardware == null) {
            return new ServedModel(deployment, List.of(), List.of(deployment));
        }
        Deployment prefill = deployment(predictor, formats.roofline(library.hardware(prefillHardware), predictor), formats.latentExecution());
        int prompts = prefillReplicas == null ? 1 : prefillReplicas;
        int decoding = decodeReplicas == null ? 1 : decodeReplicas;
        return new ServedModel(new SplitDeployment(prefill, prompts, deployment, decoding, link), Collections.nCopies(prompts, prefill),
                Collections.nCopies(decoding, deployment));
    }

    private Deployment deployment(Predictor whole, Roofline roofline, LatentExecution latent) {
        Predictor predictor = new Predictor(Sharding.of(whole.workload(), parallelism(), roofline.hardware()), latent);
        double cacheBytes = capacity != null ? capacity : Deployment.cacheBytes(roofline.hardware(), predictor.workload(), memoryShare(roofline));
        double weights = predictor.workload().weightBytes();
        roofline.hardware().mainMemory().capacity().map(Sourced::value).filter(memory -> weights + cacheBytes > memory).ifPresent(memory -> {
            throw new InvalidInputException("a KV cache of " + Written.bytes(cacheBytes) + " and " + Written.bytes(weights) + " of weights are more than the "
                    + Written.bytes(memory) + " of " + roofline.hardware().id());
        });
        return new Deployment(predictor, roofline, parallelism().devices(), policy(), block, cacheBytes);
    }

    private double memoryShare(Roofline roofline) {
        return memoryShare != null ? memoryShare : roofline.backend() == null ? USUAL_MEMORY_SHARE : roofline.backend().server().memory();
    }

    private Parallelism parallelism() {
        return Parallelism.of(tensor, 1, 1, expert);
    }

    private ServingPolicy policy() {
        Preemption preemption = swap == null ? new Preemption.Recompute() : new Preemption.Swap(swap);
        Speculation speculation = draft == 0 ? Speculation.NONE : new Speculation(draft, acceptance, draftTime == null ? 0 : draftTime);
        try {
            return new ServingPolicy(batch, budget, preemption, speculation, !withoutSharing);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage() + "; give a larger --token-budget or a smaller --batch");
        }
    }

    /** How it works, in words. */
    String words() {
        return (parallelism().devices() == 1 ? "Batch " : "Spread " + parallelism() + ", sizes of each device; batch ") + batch + ", token budget " + budget + ", preemption by " + (swap == null ? "recompute" : "swap")
                + (withoutSharing ? ", nothing shared" : "")
                + (draft == 0 ? "" : ", " + draft + " drafted tokens that are each right with probability " + Written.number(acceptance))
                + (link == null ? "" : ", caches over a link of " + Written.byteRate(link));
    }
}
