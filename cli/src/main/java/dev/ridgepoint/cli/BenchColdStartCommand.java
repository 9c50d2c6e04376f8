package dev.ridgepoint.cli;

import dev.ridgepoint.result.BenchmarkPlan;
import dev.ridgepoint.result.Subject;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.ExecutionProvider;
import dev.ridgepoint.runtime.LanguageModel;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Generation.Shape;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench cold-start}: the child process that {@code bench run} times. */
@Command(name = "cold-start", hidden = true, sortOptions = false, description = "Build a model, run the prompt, say so, and end.")
final class BenchColdStartCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecoderOptions options;

    @Override
    public void run() {
        Subject subject = options.subject();
        Shape shape = options.shape(subject);
        BenchmarkPlan plan = new BenchmarkPlan(Named.Constant.word(options.device()), subject, shape, options.batch(), options.threads(),
                Named.Constant.word(options.runtime()), 1, 0, 0, 0, Optional.empty());
        ExecutionProvider provider = options.provider();
        long start = System.nanoTime();
        try (LanguageModel model = options.runtime().build(plan, provider)) {
            long loaded = System.nanoTime();
            if (model instanceof Decoder decoder) {
                decoder.setCached(shape.depth());
            }
            model.run(new int[options.batch()][shape.inputLength()]);
            long first = System.nanoTime();
            PrintWriter out = spec.commandLine().getOut();
            out.println(ColdStart.report((loaded - start) * 1e-9, (first - loaded) * 1e-9));
            out.flush();
        }
    }
}
