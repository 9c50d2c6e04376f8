package dev.ridgepoint.cli;

import dev.ridgepoint.parallel.Parallelism;
import picocli.CommandLine.Option;

/** How a model is spread over devices of one kind. */
final class ParallelOptions {

    @Option(names = "--tp", paramLabel = "DEVICES", converter = Whole.Devices.class, order = 30,
            description = "Tensor parallelism: devices that share the heads and widths of every layer (default: 1).")
    private int tensor = 1;

    @Option(names = "--pp", paramLabel = "STAGES", converter = Whole.Devices.class, order = 31,
            description = "Pipeline parallelism: stages that share the layers; the batch goes through them in as many groups (default: 1).")
    private int pipeline = 1;

    @Option(names = "--dp", paramLabel = "REPLICAS", converter = Whole.Devices.class, order = 32,
            description = "Data parallelism: replicas, each with a batch of its own (default: 1).")
    private int data = 1;

    @Option(names = "--ep", paramLabel = "PARTS", converter = Whole.Devices.class, order = 33,
            description = "Expert parallelism: parts that routed experts are dealt out to, over the devices of a replica where that many will do, "
                    + "else over all replicas' (default: 1, every device has its share of every expert).")
    private int expert = 1;

    @Option(names = "--offload-layers", paramLabel = "N", converter = Whole.Natural.class, order = 34,
            description = "Layers whose weights stay in the processor's memory and come over the bus in every pass (default: 0).")
    private int offloaded;

    int offloadedLayers() {
        return offloaded;
    }

    /** @throws dev.ridgepoint.input.InvalidInputException if the experts' parts do not divide the devices */
    Parallelism parallelism() {
        return Parallelism.of(tensor, pipeline, data, expert);
    }
}
