package dev.ridgepoint.validate;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** By what errors are summed up; each group is split by phase, since prefill and decode meet different roofs. */
public enum Grouping {
    /** All rows together. */
    ALL(row -> "all"),
    /** By device. */
    HARDWARE(row -> row.hardware().id()),
    /** By model. */
    MODEL(ValidatedRow::model),
    /** By weights format. */
    WEIGHTS(ValidatedRow::weights),
    /** By runtime. */
    RUNTIME(row -> row.measured().runtime().isEmpty() ? "unknown" : row.measured().runtime());

    private final Function<ValidatedRow, String> key;

    Grouping(Function<ValidatedRow, String> key) {
        this.key = key;
    }

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of a row's group. */
    public String keyOf(ValidatedRow row) {
        return key.apply(row);
    }

    /** The errors of each group in each phase, groups in order of their keys. */
    List<ErrorSummary> summarise(List<ValidatedRow> rows) {
        Map<String, List<ValidatedRow>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(keyOf(row), k -> new ArrayList<>()).add(row));
        List<ErrorSummary> summaries = new ArrayList<>();
        groups.forEach((groupKey, members) -> {
            for (PhaseName phase : PhaseName.values()) {
                List<ValidatedRow> ofPhase = members.stream().filter(row -> row.measured().phase() == phase).toList();
                if (!ofPhase.isEmpty()) {
                    summaries.add(ErrorSummary.of(this, groupKey, phase, ofPhase));
                }
            }
        });
        return summaries;
    }
}
