package dev.ridgepoint.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * A few milliseconds of work that is always the same: reads a buffer that no private cache holds, and multiplies and adds in registers. Both, as neighbours on the
 * same host slow down either without the other; and on as many threads as what is timed, as a neighbour that takes one processor slows down all who wait for it.
 * The reads are timed by themselves too: they say what the memory gives at this moment. Between passes of a model, whose weights go through every cache, the buffer
 * comes from main memory.
 */
final class ReferenceKernel {

    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_BYTES_OF_THREAD = 32 << 20;
    private static final int LEAST_BYTES_OF_THREAD = 1 << 20;
    private static final int MULTIPLICATIONS = 200_000;
    /** Runs after which the compiler has done with it. */
    private static final int COMPILED = 60;

    private final List<long[]> buffers = new ArrayList<>();
    private final ExecutorService others;
    private final LongSupplier nanoTime;
    /** What was computed goes here, so that the compiler cannot leave it out. */
    private volatile double sink;

    /** When a thread's reads began and ended, and what it computed. */
    private record Share(long begun, long read, double sum) { }

    ReferenceKernel(int threads, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.others = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "reference-kernel");
            thread.setDaemon(true);
            return thread;
        });
        int bytes = Math.max(LEAST_BYTES_OF_THREAD, Math.min(MOST_BYTES_OF_THREAD, MOST_BYTES / threads));
        for (int i = 0; i < threads; i++) {
            buffers.add(numbers(bytes / Long.BYTES));
        }
        for (int i = 0; i < COMPILED; i++) {
            run();
        }
    }

    /** Pages that were never written all map to one page of zeros, which stays in the cache. */
    private static long[] numbers(int count) {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    /** Runs it on all threads, this one among them, until the last has done. */
    Probe run() {
        long start = nanoTime.getAsLong();
        List<Future<Share>> shares = new ArrayList<>(buffers.size());
        for (long[] buffer : buffers.subList(1, buffers.size())) {
            Callable<Share> share = () -> share(buffer);
            shares.add(others.submit(share));
        }
        Share mine = share(buffers.get(0));
        long begun = mine.begun;
        long read = mine.read;
        double sum = mine.sum;
        try {
            for (Future<Share> future : shares) {
                Share other = future.get();
                begun = Math.min(begun, other.begun);
                read = Math.max(read, other.read);
                sum += other.sum;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        sink = sum;
        double bytes = (double) buffers.size() * buffers.get(0).length * Long.BYTES;
        return new Probe((nanoTime.getAsLong() - start) * 1e-9, bytes / (Math.max(1, read - begun) * 1e-9));
    }

    private Share share(long[] buffer) {
        long begun = nanoTime.getAsLong();
        long sum = read(buffer);
        return new Share(begun, nanoTime.getAsLong(), sum + multiply());
    }

    private static long read(long[] buffer) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        // Two numbers of each cache line: the memory moves all of it, and the sum does not become the bottleneck.
        for (int i = 0; i < buffer.length; i += 16) {
            a += buffer[i];
            b += buffer[i + 4];
            c += buffer[i + 8];
            d += buffer[i + 12];
        }
        return a + b + c + d;
    }

    private static double multiply() {
        double a = 1;
        double b = 2;
        double c = 3;
        double d = 4;
        for (int i = 0; i < MULTIPLICATIONS; i++) {
            a = a * 0.999 + 0.001;
            b = b * 0.998 + 0.002;
            c = c * 0.997 + 0.003;
            d = d * 0.996 + 0.004;
        }
        return a + b + c + d;
    }
}
