package dev.ridgepoint.runtime;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A model at its full size, run by hand: load time, speed and memory. Not a test, as it takes gigabytes and a minute.
 *
 * <pre>java -XX:MaxDirectMemorySize=12g -cp measure/target/test-classes:... dev.ridgepoint.runtime.FullSizeCheck qwen2.5-0.5b fp32 2 [layers]</pre>
 */
final class FullSizeCheck {

    private static final int PROMPT = 512;
    private static final int PASSES = 3;
    private static final int STEPS = 24;

    private FullSizeCheck() { }

    public static void main(String[] arguments) throws IOException {
        Architecture architecture = Library.find().architecture(arguments[0]);
        if (arguments.length > 3) {
            architecture = architecture.withLayers(Integer.parseInt(arguments[3]));
        }
        LatentExecution execution = arguments.length > 4 ? LatentExecution.valueOf(arguments[4].toUpperCase(Locale.ROOT)) : LatentExecution.CHEAPER;
        int depth = arguments.length > 5 ? Integer.parseInt(arguments[5]) : PROMPT;
        StoredWeights weights = StoredWeights.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        long start = System.nanoTime();
        try (OnnxDecoder decoder = new OnnxDecoder(
                new DecoderSpec(architecture, weights, execution, depth + PROMPT + STEPS, 1, Integer.parseInt(arguments[2]), 1))) {
            double load = (System.nanoTime() - start) * 1e-9;
            int vocabulary = architecture.vocabulary();
            int[][] prompt = {IntStream.range(0, PROMPT).map(i -> (i * 7919 + 13) % vocabulary).toArray()};
            double[] prefill = IntStream.range(0, PASSES).mapToDouble(i -> {
                decoder.setCached(0);
                return decoder.run(prompt) * 1e-9;
            }).sorted().toArray();
            decoder.setCached(depth);
            double[] steps = IntStream.range(0, STEPS).mapToDouble(i -> decoder.run(new int[][] {{i * 31 + 7}}) * 1e-9).sorted().toArray();
            System.out.printf(Locale.ROOT, "%s %s %s threads: load %.1f s, prefill %d: %.1f tok/s, decode at %d: %.1f ms (best %.1f) = %.2f tok/s; %s%n",
                    arguments[0], arguments[1], arguments[2], load, PROMPT, PROMPT / prefill[PASSES / 2], depth,
                    1e3 * steps[STEPS / 2], 1e3 * steps[0], 1 / steps[STEPS / 2], memory());
        }
    }

    private static String memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? String.join(" ", Arrays.stream(Files.readString(status).split("\n")).filter(l -> l.startsWith("VmRSS") || l.startsWith("VmHWM")).toList())
                        .replaceAll("\\s+", " ")
                : "";
    }
}
