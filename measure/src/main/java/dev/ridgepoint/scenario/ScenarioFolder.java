package dev.ridgepoint.scenario;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.JsonFile;
import dev.ridgepoint.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a study lies: {@code scenarios.json} is its {@link ScenarioReport}, and {@code runs} has a file for each scenario and batch size, as {@code bench run}
 * writes it, with every trial.
 *
 * @param path the folder
 */
public record ScenarioFolder(Path path) {

    private static final String RUNS = "runs";

    /** The study's file. */
    public Path report() {
        return path.resolve("scenarios.json");
    }

    /**
     * The study that is there.
     *
     * @throws InvalidInputException if there is a file that is none
     */
    public Optional<ScenarioReport> earlier() {
        return Files.exists(report()) ? Optional.of(ScenarioReport.read(report())) : Optional.empty();
    }

    /** @throws InvalidInputException if the folder cannot be made */
    void make() {
        try {
            Files.createDirectories(path.resolve(RUNS));
        } catch (IOException e) {
            throw new InvalidInputException(path.toString(),
                    Files.exists(path) && !Files.isDirectory(path) ? "is a file, not a folder" : "cannot be made a folder");
        }
    }

    void write(ScenarioReport report) {
        JsonFile.write(report(), report.json());
    }

    /** A run's file, from this folder: {@code runs/S1.json}, {@code runs/S1-batch-4.json}, {@code runs/512-128.json}. */
    static String run(Scenario scenario, int batch) {
        return RUNS + "/" + scenario.id().replace('/', '-') + (batch == 1 ? "" : "-batch-" + batch) + ".json";
    }

    Optional<ResultFile> earlierRun(Scenario scenario, int batch) {
        Path file = path.resolve(run(scenario, batch));
        return Files.exists(file) ? Optional.of(ResultFile.read(file)) : Optional.empty();
    }

    /** Every trial of a scenario that was measured. */
    public BenchmarkResult result(MeasuredScenario scenario) {
        return ResultFile.read(path.resolve(scenario.file())).result();
    }

    void write(Scenario scenario, int batch, ResultFile run) {
        run.write(path.resolve(run(scenario, batch)));
    }
}
