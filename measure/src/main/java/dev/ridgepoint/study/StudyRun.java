package dev.ridgepoint.study;

import dev.ridgepoint.ceiling.Progress;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Carries a study out: evaluates its points block by block, joins them, draws the figures and writes the report. The same study yields the same bytes,
 * whenever, wherever and in however many attempts.
 */
public final class StudyRun {

    private static final String BLOCKS = "parts";
    /** Share of the work that points are, about; the rest is drawing. */
    private static final double EVALUATED = 0.5;

    private final Study study;
    private final String version;
    private final StudyFolder folder;
    private final Progress progress;
    private int reused;

    private StudyRun(Study study, String version, StudyFolder folder, Progress progress) {
        this.study = study;
        this.version = version;
        this.folder = folder;
        this.progress = progress;
    }

    /** A run that makes everything anew. */
    public static StudyRun fresh(Study study, String version, Path folder, Progress progress) {
        return new StudyRun(study, version, StudyFolder.fresh(folder, inputs(study, version)), progress);
    }

    /** A run that keeps the files that an earlier one finished from the same inputs with the same version. */
    public static StudyRun resumed(Study study, String version, Path folder, Progress progress) {
        return new StudyRun(study, version, StudyFolder.resumed(folder, inputs(study, version)), progress);
    }

    private static String inputs(Study study, String version) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(version);
        fingerprint.add(study.fingerprint());
        return fingerprint.hex();
    }

    /**
     * What came of it.
     *
     * @param points  how many
     * @param skipped how many of them have no prediction
     * @param reused  files that an earlier run had finished
     * @param files   that the folder has now, the report first
     */
    public record Result(int points, int skipped, int reused, List<Path> files) { }

    /**
     * Carries it out.
     *
     * @throws InvalidInputException if a file cannot be written, or a figure cannot be drawn of these points
     */
    public Result run() {
        evaluate();
        progress.at("reading", EVALUATED);
        PointTable points = PointTable.read(folder.file(StudyFolder.POINTS));
        draw(points);
        progress.at("report", 1);
        write(StudyFolder.REPORT, () -> new StudyReport(study, version, points).markdown());
        List<Path> files = Stream.concat(Stream.of(StudyFolder.REPORT, StudyFolder.POINTS), study.figures().stream().map(f -> f.frame().name() + ".png"))
                .map(folder::file).toList();
        return new Result(points.rows().size(), (int) points.rows().stream().filter(row -> !row.reason().isEmpty()).count(), reused, files);
    }

    private void evaluate() {
        if (folder.holds(StudyFolder.POINTS)) {
            reused++;
            return;
        }
        int blocks = study.devices().size() * study.models().size();
        List<String> names = new ArrayList<>();
        for (Device device : study.devices()) {
            for (Model model : study.models()) {
                String name = BLOCKS + "/" + (names.size() + 1) + ".csv";
                progress.at(model.name() + " on " + device.name(), EVALUATED * names.size() / blocks);
                write(name, () -> new Block(study, device, model).csv());
                names.add(name);
            }
        }
        StringBuilder points = new StringBuilder(Csv.header(study.columns()));
        names.forEach(name -> points.append(text(name)));
        folder.write(StudyFolder.POINTS, points.toString());
        folder.remove(BLOCKS, names);
    }

    private void draw(PointTable points) {
        int drawn = 0;
        for (Figure figure : study.figures()) {
            String name = figure.frame().name();
            progress.at("figure " + name, EVALUATED + (1 - EVALUATED) * drawn++ / study.figures().size());
            List<String> files = Stream.of(".png", ".svg", ".pdf").map(name::concat).toList();
            if (folder.holds(files)) {
                reused += files.size();
                continue;
            }
            try {
                ChartFiles.write(figure.chart(points), folder.file(name + ".png"));
            } catch (IOException e) {
                throw new InvalidInputException(e.getMessage());
            }
            folder.finished(files);
        }
    }

    private void write(String name, Supplier<String> text) {
        if (folder.holds(name)) {
            reused++;
        } else {
            folder.write(name, text.get());
        }
    }

    private String text(String name) {
        try {
            return Files.readString(folder.file(name));
        } catch (IOException e) {
            throw new InvalidInputException(folder.file(name).toString(), "cannot be read");
        }
    }
}
