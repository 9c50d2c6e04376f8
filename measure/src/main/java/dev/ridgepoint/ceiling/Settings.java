package dev.ridgepoint.ceiling;

import java.util.ArrayList;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * How much is measured.
 *
 * @param threads        of everything that uses several
 * @param rounds         trials of each thing, budgets permitting
 * @param leastSeconds   of a trial: what is shorter is repeated within it
 * @param budget         seconds after which a thing is tried no more, but for three times
 * @param workingSets    of the bandwidth curve, ascending
 * @param rows           of products
 * @param nearSizes      of square matrices that are multiplied by again and again
 * @param streamedSizes  of square matrices of which there are so many that they come from main memory
 * @param streamedBytes  of all of them together
 * @param contexts       tokens in the cache of decoding attention
 * @param prompts        tokens of prefilling attention
 * @param attention      sizes of attention cores
 * @param elementwise    widths of element-wise operators
 * @param elementwiseRows their rows
 */
record Settings(
        int threads, int rounds, double leastSeconds, double budget, List<Long> workingSets, List<Integer> rows, List<Integer> nearSizes,
        List<Integer> streamedSizes, long streamedBytes, List<Integer> contexts, List<Integer> prompts, List<AttentionChain.Shape> attention,
        List<Integer> elementwise, List<Integer> elementwiseRows) {

    static final long LARGEST_SET = 1L << 30;

    private static final long MOST_STREAMED = 1L << 30;
    private static final long SMALLEST_SET = 16 << 10;
    private static final AttentionChain.Shape SMALL_HEADS = new AttentionChain.Shape(14, 2, 64);
    private static final AttentionChain.Shape LARGE_HEADS = new AttentionChain.Shape(32, 8, 128);

    /** Everything, in some four minutes. */
    static Settings full(int threads) {
        return new Settings(
                threads, 13, 0.008, 3, workingSets(2), powers(1024, 2), List.of(1024, 2048, 4096), List.of(512, 896, 2048, 4096), streamedBytes(384 << 20),
                List.of(128, 256, 512, 1024, 2048), List.of(128, 256, 512, 1024), List.of(SMALL_HEADS, LARGE_HEADS), List.of(896, 4096), List.of(1, 8, 64, 512));
    }

    /** The same with fewer sizes and trials, in less than a minute. */
    static Settings quick(int threads) {
        return new Settings(
                threads, 5, 0.003, 0.5, workingSets(4), powers(1024, 4), List.of(1024, 4096), List.of(512, 4096), streamedBytes(256 << 20), List.of(128, 1024),
                List.of(128, 512), List.of(SMALL_HEADS, LARGE_HEADS), List.of(896), List.of(1, 64, 512));
    }

    /** At least so many bytes, and four times the last cache if the memory is large enough: a session for each size holds them. */
    private static long streamedBytes(long least) {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        long cache = Cache.ofThisMachine(hardware.getProcessor()).stream().mapToLong(Cache::capacity).max().orElse(0);
        return Math.min(Math.max(least, 4 * cache), Math.min(MOST_STREAMED, hardware.getMemory().getTotal() / 48));
    }

    private static List<Long> workingSets(int step) {
        List<Long> sets = new ArrayList<>();
        for (long set = SMALLEST_SET; set <= LARGEST_SET; set *= step) {
            sets.add(set);
        }
        return List.copyOf(sets);
    }

    private static List<Integer> powers(int most, int step) {
        List<Integer> powers = new ArrayList<>();
        for (int rows = 1; rows <= most; rows *= step) {
            powers.add(rows);
        }
        return List.copyOf(powers);
    }
}
