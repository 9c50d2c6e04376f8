package dev.ridgepoint.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch size gives over the smallest one of the same scenario.
 *
 * @param scenarioId   {@code S1}
 * @param batch        sequences
 * @param ttftMs       median time to the first token, of all sequences at once
 * @param tokenMs      a token after the first, of all sequences at once
 * @param requestTps   tokens of all sequences over all passes, the prompts' included
 * @param tps          decode, all sequences
 * @param tpsEach      decode, each sequence
 * @param speedup      {@code tps} over the smallest batch's
 * @param efficiency   {@code speedup} over how many times as many sequences there are
 * @param peakMemoryMb most resident memory; null where that cannot be known
 * @param predictedTps decode, all sequences; null when no device was named
 */
public record BatchScaling(
        String scenarioId, int batch, double ttftMs, Double tokenMs, double requestTps, Double tps, Double tpsEach, Double speedup, Double efficiency,
        Double peakMemoryMb, Double predictedTps) {

    /** A row for each batch size of the scenarios that were run at several, smallest first. */
    static List<BatchScaling> of(List<MeasuredScenario> scenarios) {
        List<BatchScaling> rows = new ArrayList<>();
        for (String id : scenarios.stream().map(MeasuredScenario::scenarioId).distinct().toList()) {
            List<MeasuredScenario> batches = scenarios.stream().filter(scenario -> scenario.scenarioId().equals(id)).toList();
            if (batches.size() > 1) {
                batches.forEach(scenario -> rows.add(of(scenario, batches.get(0))));
            }
        }
        return rows;
    }

    private static BatchScaling of(MeasuredScenario scenario, MeasuredScenario smallest) {
        Double tps = scenario.tpsMedian();
        Double speedup = tps == null ? null : (Double) (tps / smallest.tpsMedian());
        return new BatchScaling(scenario.scenarioId(), scenario.batch(), scenario.ttftMedianMs(), scenario.tokenMs(), scenario.requestTpsMedian(), tps,
                tps == null ? null : (Double) (tps / scenario.batch()), speedup,
                speedup == null ? null : (Double) (speedup * smallest.batch() / scenario.batch()), scenario.peakMemoryMb(),
                scenario.predicted() == null ? null : scenario.predicted().tps());
    }
}
