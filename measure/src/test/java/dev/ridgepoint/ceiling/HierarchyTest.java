package dev.ridgepoint.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.ceiling.Measurements.Streamed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchyTest {

    private static final Cache L1 = new Cache(1, 48 << 10, 2);
    private static final Cache L2 = new Cache(2, 1 << 20, 2);
    private static final long MEMORY = 24L << 30;

    private static List<Streamed> curve(LongToDoubleFunction rate) {
        return LongStream.rangeClosed(14, 30).map(exponent -> 1L << exponent).mapToObj(set -> {
            double seconds = StreamArena.bytes(StreamKernel.READ, set, 2) / rate.applyAsDouble(set);
            return new Streamed(StreamKernel.READ, set, 2, new Samples("read " + set, seconds, seconds * 1.01, seconds * 0.99));
        }).toList();
    }

    private static double stairs(long set, long last) {
        return set <= 64 << 10 ? 400e9 : set <= 1 << 20 ? 250e9 : set <= last ? 100e9 : 30e9;
    }

    @Test
    void sizesComeFromTheSystemWhereTheCurveAgrees() {
        Hierarchy found = Hierarchy.of(curve(set -> stairs(set, 32 << 20)), List.of(L1, L2, new Cache(3, 32 << 20, 1)), 2, MEMORY);
        assertThat(found.levels()).extracting(Level::name).containsExactly("l1", "l2", "l3", "dram");
        assertThat(found.levels()).extracting(Level::capacity).containsExactly(96L << 10, 2L << 20, 32L << 20, MEMORY);
        assertThat(found.levels()).extracting(Level::foundBy).containsOnly("system");
        assertThat(found.levels()).extracting(level -> Math.round(level.bandwidth().median() / 1e9)).containsExactly(400L, 250L, 100L, 30L);
    }

    @Test
    void aCacheThatOthersShareIsAsLargeAsTheCurveSays() {
        Hierarchy found = Hierarchy.of(curve(set -> stairs(set, 64 << 20)), List.of(L1, L2, new Cache(3, 480 << 20, 1)), 2, MEMORY);
        Level shared = found.levels().get(2);
        assertThat(shared.capacity()).isEqualTo(64 << 20);
        assertThat(shared.foundBy()).contains("curve").contains("480 MiB");
    }

    @Test
    void withoutASystemThatTellsTheCurveDecides() {
        Hierarchy found = Hierarchy.of(curve(set -> stairs(set, 32 << 20)), List.of(), 2, MEMORY);
        assertThat(found.levels()).extracting(Level::capacity).containsExactly(64L << 10, 1L << 20, 32L << 20, MEMORY);
        assertThat(found.levels().get(0).foundBy()).startsWith("curve");
    }

    @Test
    void readsTheCachesThatLinuxShows(@TempDir Path folder) throws Exception {
        for (int processor = 0; processor < 2; processor++) {
            cache(folder, processor, 0, "1", "Data", "48K", Integer.toString(processor));
            cache(folder, processor, 1, "1", "Instruction", "32K", Integer.toString(processor));
            cache(folder, processor, 2, "3", "Unified", "32768K", "0-1");
        }
        assertThat(Cache.linux(folder)).containsExactly(L1, new Cache(3, 32 << 20, 1));
    }

    private static void cache(Path folder, int processor, int index, String level, String type, String size, String sharers) throws Exception {
        Path at = Files.createDirectories(folder.resolve("cpu" + processor + "/cache/index" + index));
        Files.writeString(at.resolve("level"), level + "\n");
        Files.writeString(at.resolve("type"), type + "\n");
        Files.writeString(at.resolve("size"), size + "\n");
        Files.writeString(at.resolve("shared_cpu_list"), sharers + "\n");
    }
}
