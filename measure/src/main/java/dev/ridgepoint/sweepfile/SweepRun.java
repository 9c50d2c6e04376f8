package dev.ridgepoint.sweepfile;

import dev.ridgepoint.ceiling.Progress;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.study.Fingerprint;
import dev.ridgepoint.sweepfile.Keep.PointFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Carries a sweep out: part by part on several threads, each part written by the thread that predicts it. What is written depends neither on the number
 * of threads nor on how often the run was cut off, and the memory that it takes not on the number of points.
 */
public final class SweepRun {

    private static final int MILLISECONDS_BETWEEN_REPORTS = 250;

    private final SweepFile sweep;
    private final String version;
    private final SweepFolder folder;
    private final int threads;
    private final Progress progress;
    private final Parts parts;
    private final Optional<PointFormat> format;
    private final Survivors survivors;
    private final Tally[] tallies;
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final LongAdder earlier = new LongAdder();

    private SweepRun(SweepFile sweep, String version, SweepFolder folder, int threads, Progress progress) {
        this.sweep = sweep;
        this.version = version;
        this.folder = folder;
        this.threads = threads;
        this.progress = progress;
        this.parts = Parts.of(sweep.points());
        this.format = sweep.keep().points();
        this.survivors = new Survivors(sweep.keep());
        this.tallies = new Tally[parts.count()];
    }

    /** A run that makes everything anew. */
    public static SweepRun fresh(SweepFile sweep, String version, Path folder, int threads, Progress progress) {
        return new SweepRun(sweep, version, SweepFolder.fresh(folder, inputs(sweep, version)), threads, progress);
    }

    /**
     * A run that keeps the parts that an earlier one finished.
     *
     * @throws InvalidInputException if that one was of other inputs or another version
     */
    public static SweepRun resumed(SweepFile sweep, String version, Path folder, int threads, Progress progress) {
        return new SweepRun(sweep, version, SweepFolder.resumed(folder, inputs(sweep, version)), threads, progress);
    }

    private static String inputs(SweepFile sweep, String version) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(version);
        fingerprint.add(sweep.fingerprint());
        fingerprint.add(sweep.keep().points().map(Enum::name).orElse(""));
        return fingerprint.hex();
    }

    /**
     * What came of it.
     *
     * @param points  how many there are
     * @param rows    how many are kept: predicted, and satisfying what was asked
     * @param skipped how many had no prediction, reason by reason
     * @param resumed how many an earlier run had done
     * @param seconds that this run took
     * @param lists   the fronts, then the lists of the best
     * @param files   that the folder has, but for the manifest
     */
    public record Result(long points, long rows, Map<String, Long> skipped, long resumed, double seconds, List<KeptPoints> lists, List<Path> files) { }

    /**
     * Carries it out.
     *
     * @throws InvalidInputException if a file cannot be written
     */
    public Result run() {
        long start = System.nanoTime();
        Optional<Tally> finished = folder.finished();
        Tally tally = finished.orElseGet(this::evaluate);
        long resumed = finished.isPresent() ? sweep.points() : earlier.sum();
        List<KeptPoints> lists = lists(tally);
        List<Path> files = files(lists);
        if (finished.isEmpty()) {
            write(lists);
            if (format.filter(f -> f == PointFormat.CSV).isPresent()) {
                folder.join(parts.count());
            }
            folder.finish(version, sweep.file(), sweep.points(), tally, files);
        }
        return new Result(sweep.points(), tally.rows(), tally.skipped(), resumed, (System.nanoTime() - start) / 1e9, lists, files);
    }

    private Tally evaluate() {
        evaluate(parts.count());
        return Tally.of(List.of(tallies), survivors.fronts(), survivors.best());
    }

    /** Carries out the parts before one, where they are not done already. */
    void evaluate(int end) {
        folder.createPartFolders(format);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(new Worker(end)));
            }
            Pace pace = new Pace(sweep.points());
            for (Future<Void> worker : workers) {
                while (!isDone(worker)) {
                    progress.at(pace.at(done.sum(), earlier.sum()), (double) done.sum() / sweep.points());
                }
            }
        } finally {
            // Whoever is left has nothing to finish: a part counts once it is whole.
            next.set(parts.count());
            pool.shutdownNow();
        }
    }

    private static boolean isDone(Future<Void> worker) {
        try {
            worker.get(MILLISECONDS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private final class Worker implements Callable<Void> {

        private final PointWalk walk = new PointWalk(sweep);
        private final int end;

        Worker(int end) {
            this.end = end;
        }

        @Override
        public Void call() {
            try (PointWriter writer = new PointWriter(sweep.columns(), walk)) {
                for (int part = next.getAndIncrement(); part < end; part = next.getAndIncrement()) {
                    Survivors own = new Survivors(sweep.keep());
                    Optional<Tally> before = folder.done(part, format);
                    tallies[part] = before.isPresent() ? before.get() : tally(part, own, writer);
                    if (before.isPresent()) {
                        offer(before.get(), own);
                        earlier.add(parts.to(part) - parts.from(part));
                        done.add(parts.to(part) - parts.from(part));
                    }
                    synchronized (survivors) {
                        survivors.offerAll(own);
                    }
                }
                return null;
            } catch (RuntimeException | Error e) {
                next.set(parts.count());
                throw e;
            }
        }

        private Tally tally(int part, Survivors own, PointWriter writer) {
            PartPoints points = new PartPoints(walk, parts.from(part), parts.to(part), own, done);
            long rows = 0;
            if (format.isPresent()) {
                rows = writer.write(folder.part(part, format.get()), format.get(), points);
            } else {
                while (points.next()) {
                    rows++;
                }
            }
            Tally tally = new Tally(rows, walk.takeSkipped(), own.fronts(), own.best());
            folder.done(part, format, tally);
            return tally;
        }

        /** A point may be on several fronts and lists, and is offered to all of them at once. */
        private void offer(Tally tally, Survivors own) {
            Stream.concat(tally.fronts().stream(), tally.best().stream()).flatMapToLong(Arrays::stream).sorted().distinct().filter(walk::to)
                    .forEach(point -> own.offer(point, walk.evaluation()));
        }
    }

    private List<KeptPoints> lists(Tally tally) {
        PointWalk walk = new PointWalk(sweep);
        List<KeptPoints> lists = new ArrayList<>();
        for (int i = 0; i < sweep.keep().fronts().size(); i++) {
            lists.add(KeptPoints.of(sweep, walk, sweep.keep().fronts().get(i), tally.fronts().get(i)));
        }
        for (int i = 0; i < sweep.keep().best().size(); i++) {
            lists.add(KeptPoints.of(sweep, walk, sweep.keep().best().get(i), tally.best().get(i)));
        }
        return lists;
    }

    private void write(List<KeptPoints> lists) {
        if (lists.isEmpty()) {
            return;
        }
        PointWalk walk = new PointWalk(sweep);
        try (PointWriter writer = new PointWriter(sweep.columns(), walk)) {
            lists.forEach(list -> writer.write(folder.path().resolve(list.fileName()), PointFormat.CSV, PointSource.of(walk, list.points())));
        }
    }

    private List<Path> files(List<KeptPoints> lists) {
        List<Path> files = new ArrayList<>();
        lists.forEach(list -> files.add(folder.path().resolve(list.fileName())));
        if (format.isPresent() && format.get() == PointFormat.CSV) {
            files.add(folder.path().resolve(SweepFolder.POINTS + ".csv"));
        } else if (format.isPresent()) {
            IntStream.range(0, parts.count()).forEach(part -> files.add(folder.part(part, PointFormat.PARQUET)));
        }
        return files;
    }
}
