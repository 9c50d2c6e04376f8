package dev.ridgepoint.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamsTest {

    @Test
    void loopsMoveWhatTheySay() {
        float[] memory = new float[96];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = i;
        }
        new LoopStreams().triad(memory, 0, 32, 64, 20);
        assertThat(memory[0]).isEqualTo(32 + 3 * 64f);
        assertThat(memory[19]).isEqualTo(51 + 3 * 83f);
        assertThat(memory[20]).isEqualTo(20);
        new LoopStreams().copy(memory, 32, 0, 20);
        assertThat(memory[19]).isEqualTo(51);
    }

    @Test
    void countsTheLineThatAStoreReadsFirst() {
        assertThat(StreamKernel.READ.moving(true)).isEqualTo(1);
        assertThat(StreamKernel.COPY.moving(true)).isEqualTo(3);
        assertThat(StreamKernel.TRIAD.moving(true)).isEqualTo(4);
        assertThat(StreamKernel.TRIAD.moving(false)).isEqualTo(3);
    }

    @Test
    void everyThreadAndStreamHasWholeLines() {
        assertThat(StreamArena.bytes(StreamKernel.TRIAD, 16 << 10, 2)).isEqualTo(42 * 64 * 3 * 2);
        try (StreamArena arena = new StreamArena(new LoopStreams(), 1 << 20, 2)) {
            for (StreamKernel kernel : StreamKernel.values()) {
                assertThat(arena.trial(kernel, 1 << 20, 2, 1e-4)).isPositive();
            }
        }
    }

    /** The vector kernels need a flag that tests run without, so they answer from a process of their own. */
    @Test
    void theProbeAnswersWithVectors() throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx3g", "-Xmn256m", "-XX:+UseSerialGC", "--add-modules", Streams.VECTOR_MODULE,
                "-cp", System.getProperty("java.class.path"), BandwidthProbe.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var requests = probe.outputWriter(StandardCharsets.US_ASCII)) {
            requests.write("read 65536 1 0.001\ntriad 65536 1 0.001\n");
        }
        String answers = new String(probe.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answers.lines().map(Double::parseDouble)).hasSize(2).allMatch(rate -> rate > 0.1);
    }
}
