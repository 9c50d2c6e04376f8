package dev.ridgepoint.ceiling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that bandwidth trials stream over, and the threads that do it. A working set is that of all streams and threads together; each thread has a part of its
 * own. The memory is full of zeros and stays so: the loops that read by comparing need equal halves.
 */
final class StreamArena implements AutoCloseable {

    private static final int LINE_FLOATS = 16;
    /** An array's elements begin 16 bytes after it; where the JVM puts objects at multiples of 64 bytes, this one begins a cache line. */
    private static final int FIRST = 12;
    /** Between streams, so that they do not all fall into the same sets of a cache. */
    private static final int PAD = 80 * LINE_FLOATS;

    private final Streams streams;
    private final float[] memory;
    private final ExecutorService others;
    private volatile float sink;

    /**
     * @param streams  the kernels
     * @param largest  bytes of the largest working set
     * @param threads  most threads of a trial
     */
    StreamArena(Streams streams, long largest, int threads) {
        this.streams = streams;
        this.memory = new float[Math.toIntExact(largest / Float.BYTES + FIRST + (long) threads * StreamKernel.TRIAD.streams() * PAD)];
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "stream");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Bytes that one pass names, which whole cache lines for each thread and stream make a little fewer than the working set. */
    static long bytes(StreamKernel kernel, long workingSet, int threads) {
        return (long) floats(kernel, workingSet, threads) * Float.BYTES * kernel.streams() * threads;
    }

    private static int floats(StreamKernel kernel, long workingSet, int threads) {
        return Math.toIntExact(Math.max(1, workingSet / (Float.BYTES * LINE_FLOATS) / kernel.streams() / threads)) * LINE_FLOATS;
    }

    /** Seconds of so many passes over a working set, from the first thread's start to the last one's end. */
    double seconds(StreamKernel kernel, long workingSet, int threads, long passes) {
        AtomicInteger missing = new AtomicInteger(threads);
        int floats = floats(kernel, workingSet, threads);
        List<Future<long[]>> running = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            int part = thread;
            running.add(others.submit(() -> run(kernel, part, floats, passes, missing)));
        }
        long[] mine = run(kernel, 0, floats, passes, missing);
        long start = mine[0];
        long end = mine[1];
        for (Future<long[]> other : running) {
            long[] times = await(other);
            start = Math.min(start, times[0]);
            end = Math.max(end, times[1]);
        }
        return Math.max(1, end - start) * 1e-9;
    }

    /** Waits until every thread is here, so that none streams alone; then streams. When it started and ended, in nanoseconds. */
    private long[] run(StreamKernel kernel, int part, int floats, long passes, AtomicInteger missing) {
        int stride = floats + PAD;
        int first = FIRST + part * kernel.streams() * stride;
        missing.decrementAndGet();
        while (missing.get() > 0) {
            Thread.onSpinWait();
        }
        float sum = 0;
        long start = System.nanoTime();
        for (long pass = 0; pass < passes; pass++) {
            switch (kernel) {
                case READ -> sum += streams.read(memory, first, floats);
                case COPY -> streams.copy(memory, first, first + stride, floats);
                case TRIAD -> streams.triad(memory, first, first + stride, first + 2 * stride, floats);
            }
        }
        long end = System.nanoTime();
        sink = sum;
        return new long[] {start, end};
    }

    /** One trial: passes that warm the caches and say how many are needed, then so many that they last {@code least} seconds. Seconds of a pass. */
    double trial(StreamKernel kernel, long workingSet, int threads, double least) {
        double once = seconds(kernel, workingSet, threads, 1);
        if (once < least / 4) {
            once = Math.min(once, seconds(kernel, workingSet, threads, 8) / 8);
        }
        long passes = Math.max(1, (long) Math.ceil(least / once));
        return seconds(kernel, workingSet, threads, passes) / passes;
    }

    /** Runs every kernel until the compiler has done its best. */
    void warmUp(int threads) {
        for (int round = 0; round < 2; round++) {
            for (StreamKernel kernel : StreamKernel.values()) {
                long set = 64 * 1024L * kernel.streams() * threads;
                for (int call = 0; call < 200; call++) {
                    seconds(kernel, set, threads, 100);
                }
            }
        }
    }

    private static long[] await(Future<long[]> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
