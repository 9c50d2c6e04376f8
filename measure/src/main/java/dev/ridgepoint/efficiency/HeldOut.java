package dev.ridgepoint.efficiency;

import dev.ridgepoint.validate.ValidatedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A rate model fitted on some language models, and what it says of those and of ones that it has not seen.
 *
 * @param fittedModels ids of the models that were fitted on
 * @param testedModels ids of the models that were not
 * @param rates        what was fitted
 * @param fitted       cells of the former
 * @param tested       cells of the latter
 * @param <R>          kind of rate model; cells that it says nothing of are in neither list
 */
public record HeldOut<R extends RateModel>(
        List<String> fittedModels, List<String> testedModels, R rates, List<FittedCell> fitted, List<FittedCell> tested) {

    /** Copies its lists. */
    public HeldOut {
        fittedModels = List.copyOf(fittedModels);
        testedModels = List.copyOf(testedModels);
        fitted = List.copyOf(fitted);
        tested = List.copyOf(tested);
    }

    static <R extends RateModel> HeldOut<R> of(
            List<ValidatedRow> cells, List<String> fittedModels, List<String> testedModels, Function<List<ValidatedRow>, R> fit) {
        List<ValidatedRow> seen = ofModels(cells, fittedModels);
        R rates = fit.apply(seen);
        return new HeldOut<>(fittedModels, testedModels, rates, predicted(seen, rates), predicted(ofModels(cells, testedModels), rates));
    }

    private static List<ValidatedRow> ofModels(List<ValidatedRow> cells, List<String> models) {
        Set<String> those = Set.copyOf(models);
        return cells.stream().filter(cell -> those.contains(cell.model())).toList();
    }

    private static List<FittedCell> predicted(List<ValidatedRow> cells, RateModel rates) {
        List<FittedCell> predicted = new ArrayList<>();
        cells.forEach(cell -> rates.tokensPerSecond(cell).ifPresent(rate -> predicted.add(new FittedCell(cell, rate))));
        return predicted;
    }
}
