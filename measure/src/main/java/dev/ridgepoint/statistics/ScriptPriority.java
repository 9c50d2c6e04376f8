package dev.ridgepoint.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The score that the script published with "Beyond Accuracy" computes (LEEYJ1021/Beyond-Accuracy-sLLM-NPU-Benchmark, {@code 3_analyze_results.py}), which its
 * equation 11 does not describe: {@code 0.3 outlier share + 0.4 max(P95/P50 - 1, 0) + 0.3 CV}. Nothing is normalized: a score does not depend on what else is
 * scored.
 */
public final class ScriptPriority {

    private static final double OUTLIERS = 0.3;
    private static final double TAIL = 0.4;
    private static final double VARIATION = 0.3;

    private ScriptPriority() { }

    /** Of one thing. */
    public static double of(Stability stability) {
        return OUTLIERS * stability.outlierShare() + TAIL * Math.max(stability.tailRatio() - 1, 0) + VARIATION * stability.coefficientOfVariation();
    }

    /** Of several things, in their order. */
    public static List<PriorityScore> of(Map<String, Stability> measures) {
        return OptimizationPriority.ranked(new ArrayList<>(measures.keySet()), measures.values().stream().mapToDouble(ScriptPriority::of).toArray());
    }
}
