package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.result.Benchmark;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.RawTrial;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** Tells how far a benchmark is, on one line of a terminal and nowhere else; keeps what it has measured. */
final class BenchmarkProgress implements Benchmark.Watcher {

    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean verbose;
    private final Consumer<BenchmarkResult> keep;
    private final boolean terminal = System.console() != null;
    private int told;

    BenchmarkProgress(PrintWriter err, boolean verbose, Consumer<BenchmarkResult> keep) {
        this.err = err;
        this.verbose = verbose;
        this.keep = keep;
    }

    @Override
    public void doing(String what) {
        if (terminal) {
            err.print(ERASE + what + " ...");
            err.flush();
        }
    }

    @Override
    public void measured(BenchmarkResult soFar) {
        keep.accept(soFar);
        List<Iteration> iterations = soFar.iterations();
        if (verbose && iterations.size() > told) {
            RawTrial trial = soFar.extension().trials().get(iterations.size() - 1);
            Iteration last = iterations.get(iterations.size() - 1);
            long reruns = soFar.extension().thrownAway().stream().filter(t -> t.iteration() == last.iteration()).count();
            err.println((terminal ? ERASE : "") + "iteration " + last.iteration() + ": " + measured(soFar, last, trial)
                    + (reruns == 0 ? "" : ", run again " + reruns + " times") + (trial.interfered() ? ", disturbed all the same" : ""));
            err.flush();
        }
        told = iterations.size();
    }

    private static String measured(BenchmarkResult soFar, Iteration last, RawTrial trial) {
        if (soFar.extension().embedding() != null) {
            int batch = soFar.metadata().benchmarkConfig().batchSize();
            return "embedding " + Written.seconds(trial.firstTokenMs() / 1e3) + ", " + Written.number(batch * 1e3 / trial.firstTokenMs()) + " queries/s";
        }
        return "first token " + Written.seconds(last.firstTokenMs() / 1e3)
                + (last.subsequentTokenMs() == null ? "" : ", then " + Written.seconds(last.subsequentTokenMs() / 1e3))
                + ", " + Written.number(last.tokensPerSecond()) + " tokens/s";
    }

    void end() {
        if (terminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
