package dev.ridgepoint.ceiling;

import dev.ridgepoint.chart.ChartFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files of a characterisation.
 *
 * @param profile hardware profile, with what the runtime reaches under the ceilings
 * @param report  Markdown
 * @param trials  every trial, as comma-separated values
 * @param chart   the bandwidth curve as PNG; SVG and PDF lie beside it
 */
public record Characterization(Path profile, Path report, Path trials, Path chart) {

    private static final String CHART = "-bandwidth";

    /** Where the files of a profile lie. */
    static Characterization in(Path folder, String id) {
        return new Characterization(
                folder.resolve(id + ".yaml"), folder.resolve(id + ".md"), folder.resolve(id + "-trials.csv"), folder.resolve(id + CHART + ".png"));
    }

    /** Measures this machine and writes the files. Takes all cores; run it in a process of its own ({@link MeasuringProcess}). */
    static Characterization measure(Settings settings, String id, Path folder, Progress progress) {
        Ceilings ceilings = new Ceilings(Measuring.run(settings, progress));
        String name = id.isEmpty() ? ProfileWriter.idOf(ceilings.measurements().machine()) : id;
        Characterization files = in(folder, name);
        progress.at("writing", 1);
        try {
            Files.createDirectories(folder);
            Files.writeString(files.trials, trials(ceilings.measurements()));
            ChartFiles.write(new BandwidthChart(ceilings), folder.resolve(name + CHART));
            Files.writeString(files.report, CeilingReport.write(ceilings, name, files.chart.getFileName().toString()));
            // Last: whoever sees the profile can count on the rest.
            Files.writeString(files.profile, ProfileWriter.write(ceilings, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String trials(Measurements measurements) {
        StringBuilder csv = new StringBuilder("what,trial,seconds\n");
        for (Samples samples : measurements.all()) {
            double[] seconds = samples.seconds();
            for (int i = 0; i < seconds.length; i++) {
                csv.append(samples.name()).append(',').append(i + 1).append(',').append(String.format(Locale.ROOT, "%.4e", seconds[i])).append('\n');
            }
        }
        return csv.toString();
    }
}
