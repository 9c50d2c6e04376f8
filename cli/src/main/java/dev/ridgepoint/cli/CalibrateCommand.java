package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.calibrate.BackendFile;
import dev.ridgepoint.calibrate.FittedBackend;
import dev.ridgepoint.calibrate.LeaveOneOut;
import dev.ridgepoint.calibrate.Observations;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.PreparedRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.Validator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint calibrate}: fits runtimes to measurements. */
@Command(name = "calibrate", sortOptions = false, description = "Fit the runtimes' parameters to measurements, and say how far devices and models left out lie from it.")
final class CalibrateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of results, as 'validate' reads them.")
    private List<Path> files;

    @Option(names = "--output", paramLabel = "DIR", description = "Write each fitted runtime's file into this folder.")
    private Path output;

    @Override
    public void run() {
        Library library = Library.find();
        Validator validator = new Validator(library, RuntimeChoice.AS_NAMED);
        Map<String, List<PreparedRow>> byBackend = new TreeMap<>();
        for (Path file : files) {
            Validator.Prepared prepared = validator.prepare(ResultFormat.read(file, GivenNames.NONE));
            prepared.skipped().forEach(row -> spec.commandLine().getErr().println(row));
            prepared.rows().forEach(row -> row.backend().ifPresent(b -> byBackend.computeIfAbsent(b.id(), k -> new ArrayList<>()).add(row)));
        }
        List<FittedBackend> fitted = FittedBackend.withSpreads(byBackend.values().stream()
                .map(rows -> FittedBackend.fit(rows.get(0).backend().orElseThrow(), new Observations(rows))).toList());
        for (FittedBackend backend : fitted) {
            print(backend);
            if (output != null) {
                TextFile.write(output.resolve(backend.backend().id() + ".yaml"), out -> out.print(BackendFile.write(backend.backend())));
            }
        }
    }

    private void print(FittedBackend fitted) {
        var out = spec.commandLine().getOut();
        out.println(fitted.backend().id() + ", " + fitted.observations().rows().size() + " rows");
        out.println(fitted.backend().parameters());
        for (LeaveOneOut left : List.of(fitted.devices(), fitted.models())) {
            for (Spread.Kind kind : Spread.Kind.values()) {
                Map<String, List<Double>> byDevice = new TreeMap<>();
                Map<String, List<Double>> bias = new TreeMap<>();
                for (LeaveOneOut.Row row : left.rows()) {
                    if (row.kind() == kind) {
                        String key = left.left() == LeaveOneOut.Left.DEVICE ? row.device() : row.measured().predictor().workload().architecture().id();
                        byDevice.computeIfAbsent(key, k -> new ArrayList<>()).add(row.absolutePercentageError());
                        bias.computeIfAbsent(key, k -> new ArrayList<>()).add(-row.logRatio());
                    }
                }
                if (!byDevice.isEmpty()) {
                    Map<String, Double> medians = new TreeMap<>();
                    byDevice.forEach((d, e) -> medians.put(d, median(e)));
                    out.printf("  without %s, %s: mean %.1f %%, worst %.1f %%%n", left.left(), kind,
                            100 * medians.values().stream().mapToDouble(x -> x).average().orElse(0), 100 * medians.values().stream().mapToDouble(x -> x).max().orElse(0));
                    medians.forEach((d, e) -> out.printf("      %s %.1f (bias %+.0f, %d rows)%n", d, 100 * e, 100 * median(bias.get(d)), byDevice.get(d).size()));
                }
            }
        }
        fitted.backend().spreads().forEach(out::println);
        out.flush();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(x -> x).sorted().toArray();
        return sorted.length % 2 == 1 ? sorted[sorted.length / 2] : (sorted[sorted.length / 2] + sorted[sorted.length / 2 - 1]) / 2;
    }
}
