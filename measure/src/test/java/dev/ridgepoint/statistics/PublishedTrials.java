package dev.ridgepoint.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The 2,696 valid trials of LEEYJ1021/Beyond-Accuracy-sLLM-NPU-Benchmark (Apache-2.0); the four of OPT that ended in an error have no latency. */
record PublishedTrials(List<Trial> trials) {

    record Trial(String model, String task, double latency, double tokens, double parameters) { }

    static final PublishedTrials VALID = read();

    private static PublishedTrials read() {
        Map<String, Double> sizes = lines("rebellions_atom_model_sizes.csv").stream()
                .collect(Collectors.toMap(cells -> cells[0], cells -> Double.parseDouble(cells[2]), (one, same) -> one));
        return new PublishedTrials(lines("rebellions_atom_raw_trials.csv").stream().filter(cells -> cells.length > 3 && !cells[3].isEmpty())
                .map(cells -> new Trial(cells[0], cells[1], Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), sizes.get(cells[0]))).toList());
    }

    private static List<String[]> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(PublishedTrials.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without those above the upper fence over all trials. */
    PublishedTrials withoutOutliers() {
        Outliers outliers = Outliers.of(latencies());
        return new PublishedTrials(trials.stream().filter(trial -> trial.latency() <= outliers.highFence()).toList());
    }

    double[] latencies() {
        return trials.stream().mapToDouble(Trial::latency).toArray();
    }

    double[] tokens() {
        return trials.stream().mapToDouble(Trial::tokens).toArray();
    }

    double[] parameters() {
        return trials.stream().mapToDouble(Trial::parameters).toArray();
    }

    List<String> tasks() {
        return trials.stream().map(Trial::task).toList();
    }

    List<String> models() {
        return trials.stream().map(Trial::model).toList();
    }

    double[] latenciesOf(String model) {
        return trials.stream().filter(trial -> trial.model().equals(model)).mapToDouble(Trial::latency).toArray();
    }

    double[] latenciesOn(String task) {
        return trials.stream().filter(trial -> trial.task().equals(task)).mapToDouble(Trial::latency).toArray();
    }
}
