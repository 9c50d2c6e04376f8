package dev.ridgepoint.efficiency;

import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;
import java.util.Set;

/**
 * Efficiencies fitted on some models, and what they say of those and of models that they have not seen.
 *
 * @param fittedModels ids of the models that were fitted on
 * @param testedModels ids of the models that were not
 * @param efficiencies what was fitted
 * @param fitted       cells of the former
 * @param tested       cells of the latter; of a device, phase or format that no fitted model has, none
 */
public record HeldOut(
        List<String> fittedModels, List<String> testedModels, Efficiencies efficiencies, List<FittedCell> fitted, List<FittedCell> tested) {

    /** Copies its lists. */
    public HeldOut {
        fittedModels = List.copyOf(fittedModels);
        testedModels = List.copyOf(testedModels);
        fitted = List.copyOf(fitted);
        tested = List.copyOf(tested);
    }

    static HeldOut of(List<ValidatedRow> cells, List<String> fittedModels, List<String> testedModels) {
        Efficiencies efficiencies = Efficiencies.fit(of(cells, Set.copyOf(fittedModels)));
        return new HeldOut(fittedModels, testedModels, efficiencies, predicted(of(cells, Set.copyOf(fittedModels)), efficiencies),
                predicted(of(cells, Set.copyOf(testedModels)), efficiencies));
    }

    private static List<ValidatedRow> of(List<ValidatedRow> cells, Set<String> models) {
        return cells.stream().filter(cell -> models.contains(cell.model())).toList();
    }

    private static List<FittedCell> predicted(List<ValidatedRow> cells, Efficiencies efficiencies) {
        return cells.stream().flatMap(cell -> efficiencies.of(cell).map(e -> new FittedCell(cell, e)).stream()).toList();
    }
}
