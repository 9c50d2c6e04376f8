package dev.ridgepoint.ceiling;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;

/**
 * A level of cache as the system reports it.
 *
 * @param level     1 for the nearest
 * @param bytes     of one cache
 * @param instances how many there are
 */
record Cache(int level, long bytes, int instances) {

    private static final Path LINUX = Path.of("/sys/devices/system/cpu");

    /** Bytes of all of them. */
    long capacity() {
        return bytes * instances;
    }

    /** Bytes of those that so many threads, each on a core of its own, can use. */
    long withinReachOf(int threads) {
        return bytes * Math.min(instances, threads);
    }

    /** Caches of data, the nearest first; empty where nothing is reported. */
    static List<Cache> ofThisMachine(CentralProcessor processor) {
        try {
            List<Cache> known = linux(LINUX);
            return known.isEmpty() ? oshi(processor) : known;
        } catch (IOException | NumberFormatException e) {
            // Another system, or one that hides them.
            return oshi(processor);
        }
    }

    /** What Linux knows; it also knows who shares a cache, which OSHI does not tell. In a virtual machine OSHI tells the host's. */
    static List<Cache> linux(Path folder) throws IOException {
        Map<Integer, Set<String>> sharers = new TreeMap<>();
        Map<Integer, Long> bytes = new TreeMap<>();
        try (DirectoryStream<Path> processors = Files.newDirectoryStream(folder, "cpu[0-9]*")) {
            for (Path processor : processors) {
                try (DirectoryStream<Path> caches = Files.newDirectoryStream(processor.resolve("cache"), "index*")) {
                    for (Path cache : caches) {
                        if (!text(cache, "type").equals("Instruction")) {
                            int level = Integer.parseInt(text(cache, "level"));
                            sharers.computeIfAbsent(level, l -> new HashSet<>()).add(text(cache, "shared_cpu_list"));
                            bytes.put(level, size(text(cache, "size")));
                        }
                    }
                }
            }
        }
        List<Cache> found = new ArrayList<>();
        bytes.forEach((level, size) -> found.add(new Cache(level, size, sharers.get(level).size())));
        return found;
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }

    private static long size(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("M") ? number << 20 : number << 10;
    }

    private static List<Cache> oshi(CentralProcessor processor) {
        Map<Integer, Cache> found = new TreeMap<>();
        for (ProcessorCache cache : processor.getProcessorCaches()) {
            if (cache.getType() != ProcessorCache.Type.INSTRUCTION && cache.getType() != ProcessorCache.Type.TRACE && cache.getCacheSize() > 0) {
                int instances = cache.getLevel() < 3 ? processor.getPhysicalProcessorCount() : processor.getPhysicalPackageCount();
                found.put((int) cache.getLevel(), new Cache(cache.getLevel(), cache.getCacheSize(), instances));
            }
        }
        return List.copyOf(found.values());
    }
}
