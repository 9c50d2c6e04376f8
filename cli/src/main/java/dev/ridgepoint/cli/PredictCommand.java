package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.SustainedRun;
import dev.ridgepoint.roofline.Roofline;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint predict}: one model on one device, down to its operators. */
@Command(name = "predict", sortOptions = false,
        description = "Predict the speed and the memory of a model on a device.",
        footer = {
            "Examples:",
            "  ridgepoint predict --hardware apple-m1-pro --model qwen2.5-1.5b --weights q8_0",
            "  ridgepoint predict --hardware h100-sxm --model deepseek-v3 --prompt 4096 --batch 64 --tp 8 --format json",
            "  ridgepoint predict --hardware ./my-chip.yaml --model llama-3.1-8b --format csv --output operators.csv"
        })
final class PredictCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private ParallelOptions parallel;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Library library = Library.find();
        Predictor predictor = formats.predictor(subject.model(library, spec.commandLine()));
        Hardware device = subject.hardware(library);
        Roofline roofline = formats.roofline(device, predictor);
        Request asked = request.request(predictor.workload().architecture());
        Deployment deployment = Deployment.of(
                predictor.workload(), formats.latentExecution(), parallel.parallelism(), parallel.offloadedLayers(), roofline, asked);
        Optional<SustainedRun> sustained = device.sustained().filter(limits -> deployment.totalSeconds() > limits.after().value())
                .filter(limits -> deployment.device().decode().isPresent())
                .map(limits -> SustainedRun.of(new Predictor(deployment.device().workload(), formats.latentExecution()), roofline,
                        formats.roofline(limits.of(device), predictor), limits.after().value(), deployment.device().request()));
        output.print(new PredictionPrintout(deployment, sustained), spec.commandLine());
    }
}
