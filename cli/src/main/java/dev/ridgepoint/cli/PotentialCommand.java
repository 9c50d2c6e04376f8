package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint potential}: how far models are from what one device could give, and relative to one another. */
@Command(name = "potential", sortOptions = false,
        description = {
            "Compare how far models are from what a device could give.",
            "The first model is the reference; ratios are of its potential to each other model's, on one side of the ridge."
        },
        footer = {
            "Examples:",
            "  ridgepoint potential --hardware apple-m1-pro --model qwen2.5-1.5b --model llama-3.2-1b --weights q8_0",
            "  ridgepoint potential --hardware h100-sxm --model deepseek-v2-lite,qwen3-30b-a3b --batch 8 --format markdown"
        })
final class PotentialCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--hardware", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Hardware.class, order = 1,
            description = "Device: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--model", paramLabel = "ID", required = true, split = ",", completionCandidates = LibraryIds.Models.class, order = 2,
            description = "Models: ids ('ridgepoint list models') or paths to descriptors; repeat the option or separate by commas.")
    private List<String> models;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Library library = Library.find();
        Hardware device = library.hardware(hardware);
        List<Prediction> predictions = models.stream().distinct().map(model -> {
            Predictor predictor = formats.predictor(ModelArgument.read(library, model, spec.commandLine()));
            return predictor.predict(formats.roofline(device, predictor), request.request(predictor.workload().architecture()));
        }).toList();
        output.print(new PotentialPrintout(predictions), spec.commandLine());
    }
}
