package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.TornadoChart;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.sensitivity.Change;
import dev.ridgepoint.sensitivity.Sensitivity;
import dev.ridgepoint.sensitivity.Setting;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ridgepoint sensitivity}: what each parameter of device, model and formats does to the time. */
@Command(name = "sensitivity", sortOptions = false,
        description = {
            "Say how much the time of decode and of prefill depends on each parameter of the device, the model and its formats.",
            "The elasticity is the percentage by which the time changes for one percent of the parameter; beside it, what a smaller and a larger value do.",
            "Everything is predicted again with one parameter changed; where only some values are valid, the nearest of them are taken and named."
        },
        footer = {
            "Examples:",
            "  ridgepoint sensitivity --hardware apple-m1-pro --model qwen2.5-1.5b --weights q8_0",
            "  ridgepoint sensitivity --hardware h100-sxm --model deepseek-v2-lite --depth 16384 --batch 16 --change 10%%",
            "  ridgepoint sensitivity --hardware rtx-3090 --model qwen3-8b --weights q4_k_m --chart figures/tornado --size column"
        })
final class SensitivityCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject;

    @Option(names = "--change", paramLabel = "CHANGE", converter = Changes.class, order = 3,
            description = "How far parameters are changed: 2x for half and double, 10%% for 10 %% less and more (default: 2x).")
    private Change change = Change.HALVE_AND_DOUBLE;

    @Option(names = "--chart", paramLabel = "BASE", order = 4,
            description = "Draw a tornado chart: path and name of the PNG, SVG and PDF without extension.")
    private Path chart;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 5,
            description = "Where the figure is to stand: ${COMPLETION-CANDIDATES} (default: screen).")
    private FigureSize size = FigureSize.SCREEN;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private OutputOptions output;

    /** {@code 2x} or {@code 10%}. */
    static final class Changes implements ITypeConverter<Change> {
        @Override
        public Change convert(String written) {
            try {
                double number = Double.parseDouble(written.substring(0, Math.max(0, written.length() - 1)));
                if (written.endsWith("x")) {
                    return Change.times(number);
                }
                if (written.endsWith("%")) {
                    return Change.by(number / 100);
                }
            } catch (IllegalArgumentException e) {
                // Said below, as for what is neither.
            }
            throw new TypeConversionException("'" + written + "' is not a change; write it as in 2x, above 1x, or 10%, between 0% and 100%");
        }
    }

    @Override
    public void run() {
        Library library = Library.find();
        Predictor predictor = formats.idealPredictor(subject.model(library, spec.commandLine()));
        Workload workload = predictor.workload();
        Setting setting = new Setting(subject.hardware(library), workload.architecture(), workload.numerics(), workload.kernel(), formats.latentExecution(),
                request.request(workload.architecture()));
        SensitivityPrintout printout = new SensitivityPrintout(Sensitivity.of(setting, change));
        Optional<ChartFiles> files = chart == null ? Optional.empty() : Optional.of(draw(printout));
        output.print(printout.with(files), spec.commandLine());
    }

    private ChartFiles draw(SensitivityPrintout printout) {
        try {
            return ChartFiles.write(new TornadoChart(printout.figure(), size), chart);
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
