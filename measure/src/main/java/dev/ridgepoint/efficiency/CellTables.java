package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measurements as their source prints them, a column a scenario, each with its prediction beside it: that of a fit on other language models or, on a
 * device with too few of them, the roof.
 */
public final class CellTables {

    private static final String NONE = "-";

    private final Map<String, FittedCell> predictions = new HashMap<>();

    private CellTables(List<DeviceFit> fits) {
        fits.forEach(fit -> predictions.putAll(fit.tested()));
    }

    /** A table for each source and phase, in the order read. */
    public static List<PrintedTable> of(Validation validation, List<DeviceFit> fits) {
        CellTables cells = new CellTables(fits);
        Map<String, List<ValidatedRow>> sources = new LinkedHashMap<>();
        validation.rows().forEach(row -> sources.computeIfAbsent(row.measured().source(), s -> new ArrayList<>()).add(row));
        List<PrintedTable> tables = new ArrayList<>();
        sources.forEach((source, rows) -> {
            for (PhaseName phase : PhaseName.values()) {
                List<ValidatedRow> ofPhase = rows.stream().filter(row -> row.measured().phase() == phase).toList();
                if (!ofPhase.isEmpty()) {
                    tables.add(cells.table(source, phase, ofPhase));
                }
            }
        });
        return tables;
    }

    private PrintedTable table(String source, PhaseName phase, List<ValidatedRow> rows) {
        Set<String> scenarios = new LinkedHashSet<>();
        Map<List<String>, Map<String, String>> lines = new LinkedHashMap<>();
        for (ValidatedRow row : rows) {
            String scenario = row.measured().scenario().orElse(row.measured().test());
            scenarios.add(scenario);
            lines.computeIfAbsent(List.of(row.measured().hardware(), row.measured().model(), row.measured().weights()), k -> new LinkedHashMap<>())
                    .merge(scenario, cell(row), (a, b) -> a + ", " + b);
        }
        List<String> heads = new ArrayList<>(List.of("Device", "Model", "Weights"));
        heads.addAll(scenarios);
        List<List<String>> cells = new ArrayList<>();
        lines.forEach((words, byScenario) -> {
            List<String> line = new ArrayList<>(words);
            scenarios.forEach(scenario -> line.add(byScenario.getOrDefault(scenario, NONE)));
            cells.add(line);
        });
        return new PrintedTable((source.isEmpty() ? "" : source + ", ") + FitReport.word(phase) + ": tokens/s measured / predicted", heads, 3, cells);
    }

    private String cell(ValidatedRow row) {
        FittedCell fitted = predictions.get(row.measured().place());
        String predicted = fitted == null ? Quantity.significant(row.roof()) + " (roof)" : Quantity.significant(fitted.predicted());
        return Quantity.significant(row.measured().tokensPerSecond()) + " / " + predicted;
    }
}
