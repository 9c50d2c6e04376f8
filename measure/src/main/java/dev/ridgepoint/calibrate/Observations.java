package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.validate.PreparedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Measurements under one runtime, laid out so that all of them are predicted at once for one choice of its parameters. */
public final class Observations implements Evidence {

    private static final double PRIOR = 0.3;

    /** What a prediction of a roofline depends on beside the runtime. */
    private record Under(String hardware, Predictor predictor, Circumstances circumstances) { }

    /** What a prediction depends on: many measurements are of the same test. */
    private record Test(int roofline, Request request, PhaseName phase) { }

    private final List<PreparedRow> rows;
    private final List<PreparedRow> rooflines = new ArrayList<>();
    private final List<Test> tests = new ArrayList<>();
    private final int[] testOf;
    private final double[] logMeasured;
    private final double[] weights;

    /** Of these rows. */
    public Observations(List<PreparedRow> rows) {
        this.rows = List.copyOf(rows);
        this.testOf = new int[rows.size()];
        this.logMeasured = new double[rows.size()];
        this.weights = new double[rows.size()];
        Map<Under, Integer> rooflineIndex = new HashMap<>();
        Map<Test, Integer> testIndex = new HashMap<>();
        Map<List<Object>, Integer> groupSizes = new HashMap<>();
        rows.forEach(row -> groupSizes.merge(group(row), 1, Integer::sum));
        for (int i = 0; i < testOf.length; i++) {
            PreparedRow row = rows.get(i);
            int roofline = rooflineIndex.computeIfAbsent(new Under(row.hardware().id(), row.predictor(), row.circumstances()), k -> {
                rooflines.add(row);
                return rooflines.size() - 1;
            });
            testOf[i] = testIndex.computeIfAbsent(new Test(roofline, row.request(), row.measured().phase()), test -> {
                tests.add(test);
                return tests.size() - 1;
            });
            logMeasured[i] = Math.log(row.measured().tokensPerSecond());
            double size = groupSizes.get(group(row));
            weights[i] = Math.sqrt(Math.min(size, MOST_IN_GROUP) / size);
        }
    }

    /** Those of each runtime by its id; rows without one are left out. */
    public static Map<String, Observations> byRuntime(List<PreparedRow> rows) {
        return rows.stream().filter(row -> row.backend().isPresent()).collect(Collectors.groupingBy(
                row -> row.backend().orElseThrow().id(), TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Observations::new)));
    }

    /** The runtime of the first row, whose kernels and parameters a fit keeps the shape of. */
    public Backend shape() {
        return rows.get(0).backend().orElseThrow();
    }

    /** A device with a thousand rows of one kind says more than one with two, but not five hundred times as much. */
    private static final double MOST_IN_GROUP = 3;

    private static List<Object> group(PreparedRow row) {
        return List.of(row.hardware().id(), row.kind());
    }

    /** The measurements. */
    public List<PreparedRow> rows() {
        return rows;
    }

    /** Those for which something holds. */
    public Observations where(Predicate<PreparedRow> holds) {
        return new Observations(rows.stream().filter(holds).toList());
    }

    @Override
    public double prior() {
        return PRIOR;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    /** One a row. */
    @Override
    public double[] logRatios(Backend backend) {
        Roofline[] under = new Roofline[rooflines.size()];
        for (int i = 0; i < under.length; i++) {
            under[i] = rooflines.get(i).under(backend);
        }
        Totals totals = new Totals();
        double[] predicted = new double[tests.size()];
        for (int i = 0; i < predicted.length; i++) {
            Test test = tests.get(i);
            rooflines.get(test.roofline()).predictor().predict(under[test.roofline()], test.request(), totals);
            boolean prefill = test.phase() == PhaseName.PREFILL;
            double tokens = (double) test.request().batch() * (prefill ? test.request().prompt() : test.request().generate());
            predicted[i] = Math.log(tokens / (prefill ? totals.prefill().seconds() : totals.decode().seconds()));
        }
        double[] ratios = new double[testOf.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = logMeasured[i] - predicted[testOf[i]];
        }
        return ratios;
    }

    /** The devices, sorted. */
    public List<String> devices() {
        return rows.stream().map(PreparedRow::hardware).map(Hardware::id).distinct().sorted().toList();
    }

    /** The models, sorted. */
    public List<String> models() {
        return rows.stream().map(row -> row.predictor().workload().architecture().id()).distinct().sorted().toList();
    }

    /** How a row is spread. */
    Spread.Kind kind(int row) {
        return rows.get(row).kind();
    }
}
