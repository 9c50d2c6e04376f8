package dev.ridgepoint.cli;

import dev.ridgepoint.result.BenchmarkPlan;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Generation.Shape;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench cold-start}: the child process that {@code bench run} times. */
@Command(name = "cold-start", hidden = true, sortOptions = false, description = "Build a decoder, run the prompt, say so, and end.")
final class BenchColdStartCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecoderOptions options;

    @Override
    public void run() {
        Shape shape = options.shape();
        BenchmarkPlan plan = new BenchmarkPlan(options.device(), options.architecture(), options.weights(), shape, options.batch(), options.threads(),
                Named.Constant.word(options.runtime()), 1, 0, 0, 0, Optional.empty());
        long start = System.nanoTime();
        try (Decoder decoder = options.runtime().build(plan.decoder())) {
            long loaded = System.nanoTime();
            decoder.setCached(shape.depth());
            decoder.run(new int[options.batch()][shape.inputLength()]);
            long first = System.nanoTime();
            PrintWriter out = spec.commandLine().getOut();
            out.println(ColdStart.report((loaded - start) * 1e-9, (first - loaded) * 1e-9));
            out.flush();
        }
    }
}
