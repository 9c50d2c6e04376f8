package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.PredictionFigure;
import dev.ridgepoint.chart.RooflineChart;
import dev.ridgepoint.chart.RooflineFigure;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint roofline}: draws where models stand under the roofs of devices. */
@Command(name = "roofline", sortOptions = false,
        description = {
            "Draw where a model stands under the roof of a device, and say it in numbers.",
            "One device and one model are drawn with every operator and the region of inference potential; several are drawn with their phases."
        },
        footer = {
            "Examples:",
            "  ridgepoint roofline --hardware apple-m1-pro --model qwen2.5-1.5b --weights q8_0",
            "  ridgepoint roofline --hardware h100-sxm --model llama-3.1-8b,qwen3-8b --size column --out figures/two-models",
            "  ridgepoint roofline --hardware rtx-3090 --hardware apple-m1-pro --model qwen2.5-1.5b"
        })
final class RooflineCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--hardware", paramLabel = "ID", required = true, split = ",", completionCandidates = LibraryIds.Hardware.class, order = 1,
            description = "Devices: ids ('ridgepoint list hardware') or paths to profiles; repeat the option or separate by commas.")
    private List<String> hardware;

    @Option(names = "--model", paramLabel = "ID", required = true, split = ",", completionCandidates = LibraryIds.Models.class, order = 2,
            description = "Models: ids ('ridgepoint list models') or paths to descriptors; repeat the option or separate by commas.")
    private List<String> models;

    @Option(names = "--out", paramLabel = "BASE", order = 3,
            description = "Path and name of the PNG, SVG and PDF without extension (default: roofline-HARDWARE-MODEL in the working directory).")
    private Path out;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 4,
            description = "Where the figure is to stand: ${COMPLETION-CANDIDATES}, of a paper the latter two (default: screen).")
    private FigureSize size = FigureSize.SCREEN;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        List<Prediction> predictions = predictions();
        output.print(new RooflinePrintout(predictions, draw(predictions)), spec.commandLine());
    }

    private List<Prediction> predictions() {
        Library library = Library.find();
        List<Prediction> predictions = new ArrayList<>();
        for (String model : models.stream().distinct().toList()) {
            Predictor predictor = formats.predictor(ModelArgument.read(library, model, spec.commandLine()));
            Request asked = request.request(predictor.workload().architecture());
            for (String device : hardware.stream().distinct().toList()) {
                predictions.add(predictor.predict(formats.roofline(library.hardware(device), predictor), asked));
            }
        }
        return predictions;
    }

    private ChartFiles draw(List<Prediction> predictions) {
        RooflineFigure figure;
        try {
            figure = PredictionFigure.of(predictions);
        } catch (IllegalArgumentException e) {
            // More devices than a figure can tell apart.
            throw new InvalidInputException(e.getMessage());
        }
        try {
            return ChartFiles.write(new RooflineChart(figure, size), base(predictions));
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    private Path base(List<Prediction> predictions) {
        Prediction first = predictions.get(0);
        String name = "roofline-" + first.roofline().hardware().id() + "-" + first.workload().architecture().id()
                + (predictions.size() > 1 ? "-and-" + (predictions.size() - 1) + "-more" : "");
        if (out == null) {
            return Path.of(name);
        }
        return Files.isDirectory(out) ? out.resolve(name) : out;
    }
}
