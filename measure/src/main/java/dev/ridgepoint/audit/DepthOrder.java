package dev.ridgepoint.audit;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series of one test at growing depths: each token attends to more, so that no rate can rise, unless the device was still warm from before or the rows are mixed up. */
final class DepthOrder {

    private DepthOrder() { }

    static List<Doubt> among(List<ValidatedRow> rows) {
        Map<List<Object>, List<ValidatedRow>> series = new LinkedHashMap<>();
        for (ValidatedRow row : rows) {
            MeasuredRow m = row.measured();
            int tokens = m.phase() == PhaseName.PREFILL ? m.promptTokens() : m.generatedTokens();
            series.computeIfAbsent(List.of(row.hardware().id(), m.source(), m.runtime(), row.model(), row.weights(), m.phase(), tokens, m.batch(), m.notes()),
                    k -> new ArrayList<>()).add(row);
        }
        List<Doubt> doubts = new ArrayList<>();
        series.values().forEach(one -> addRising(one, doubts));
        return doubts;
    }

    private static void addRising(List<ValidatedRow> series, List<Doubt> doubts) {
        List<ValidatedRow> deeper = series.stream().sorted(Comparator.comparingInt(row -> depth(row.measured()))).toList();
        for (int i = 1; i < deeper.size(); i++) {
            MeasuredRow shallow = deeper.get(i - 1).measured();
            MeasuredRow deep = deeper.get(i).measured();
            if (depth(deep) > depth(shallow) && Noise.isAbove(deep, shallow)) {
                doubts.add(new Doubt(Check.DEPTH, List.of(deeper.get(i - 1), deeper.get(i)), Quantity.significant(shallow.tokensPerSecond())
                        + " tokens/s after " + depth(shallow) + " tokens, and " + Quantity.significant(deep.tokensPerSecond()) + " after " + depth(deep)));
            }
        }
    }

    /** Tokens that are attended to before the first that is timed. */
    private static int depth(MeasuredRow row) {
        return row.depthTokens() + (row.phase() == PhaseName.DECODE ? row.promptTokens() : 0);
    }
}
