package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.OptimizationPriority;
import dev.ridgepoint.statistics.PriorityScore;
import dev.ridgepoint.statistics.PrioritySensitivity;
import dev.ridgepoint.statistics.ScriptPriority;
import dev.ridgepoint.statistics.Stability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which groups most need to be made steadier, by both formulas of "Beyond Accuracy".
 *
 * @param equation    its equation 11
 * @param script      what its script computes
 * @param sensitivity of the first to its weights
 */
public record Priorities(OptimizationPriority equation, List<PriorityScore> script, PrioritySensitivity sensitivity) {

    static Priorities of(List<GroupStatistics> groups) {
        Map<String, Stability> measures = new LinkedHashMap<>();
        groups.forEach(group -> group.stability().value().ifPresent(stability -> measures.put(group.label(), stability)));
        OptimizationPriority equation = OptimizationPriority.of(measures, OptimizationPriority.Weights.PUBLISHED);
        return new Priorities(equation, ScriptPriority.of(measures), PrioritySensitivity.of(equation, PrioritySensitivity.PUBLISHED_STEP));
    }
}
