package dev.ridgepoint.parallel;

import dev.ridgepoint.input.InvalidInputException;

/**
 * How a model is spread over devices. Each of {@code data} replicas takes requests of its own; within a replica {@code pipeline} stages hold some of
 * the layers each, and {@code tensor} devices hold a part of each layer's matrices and heads. The routed experts of a layer are spread over {@code
 * expert} devices, and each expert's matrices are cut in {@code expertTensor}: over the devices of a replica's stage, or over those of all replicas,
 * which then send tokens to one another.
 *
 * @param tensor       devices that share each matrix
 * @param pipeline     stages that share the layers
 * @param data         replicas
 * @param expert       parts that the experts of a layer are dealt out to
 * @param expertTensor devices that share each expert
 */
public record Parallelism(int tensor, int pipeline, int data, int expert, int expertTensor) {

    /** One device. */
    public static final Parallelism NONE = new Parallelism(1, 1, 1, 1, 1);

    /** @throws InvalidInputException if a number is below 1, or the experts' devices are neither a replica's nor all */
    public Parallelism {
        if (tensor < 1 || pipeline < 1 || data < 1 || expert < 1 || expertTensor < 1) {
            throw new InvalidInputException("tensor, pipeline, data and expert parallelism are at least 1 each");
        }
        long group = (long) expert * expertTensor;
        if (group != tensor && group != (long) tensor * data) {
            throw new InvalidInputException("experts in " + expert + " parts of " + expertTensor + " devices each are on " + group
                    + " devices, which are neither the " + tensor + " of a replica nor the " + (long) tensor * data + " of all");
        }
    }

    /**
     * With experts dealt out as told: over the devices of a replica where that many will do, else over all replicas'.
     *
     * @throws InvalidInputException if the parts do not divide the devices
     */
    public static Parallelism of(int tensor, int pipeline, int data, int expert) {
        int group = expert == 1 || tensor % expert == 0 ? tensor : tensor * data;
        if (expert < 1 || group % expert != 0) {
            throw new InvalidInputException("experts in " + expert + " parts do not divide " + tensor + " x " + data + " devices");
        }
        return new Parallelism(tensor, pipeline, data, expert, group / expert);
    }

    /** All devices. */
    public int devices() {
        return tensor * pipeline * data;
    }

    /** Replicas whose tokens meet in the same experts: all, where experts are spread over replicas, else one. */
    public int replicasOfExperts() {
        return expert * expertTensor == tensor ? 1 : data;
    }

    /** Devices that hold the experts of a layer between them. */
    public int expertDevices() {
        return expert * expertTensor;
    }

    /** As in {@code tp4 pp2}: what is more than one, or {@code one device}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        append(words, "tp", tensor);
        append(words, "pp", pipeline);
        append(words, "dp", data);
        append(words, "ep", expert);
        return words.isEmpty() ? "one device" : words.toString();
    }

    private static void append(StringBuilder words, String name, int count) {
        if (count > 1) {
            words.append(words.isEmpty() ? "" : " ").append(name).append(count);
        }
    }
}
