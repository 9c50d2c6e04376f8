package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is learned of one device: with one efficiency a phase and format and, for decode, with what a step costs beside its traffic too.
 *
 * @param hardware     id of the device
 * @param efficiencies one efficiency for each phase and weights format
 * @param decodeCosts  of decode; empty where there are no cells of it in both halves
 */
public record DeviceFit(String hardware, CrossFit<Efficiencies> efficiencies, Optional<CrossFit<DecodeCosts>> decodeCosts) {

    /** Every device with two models in one phase and weights format, of which one is in each half, by its id; the others leave nothing to test. */
    public static List<DeviceFit> of(Validation validation) {
        Map<String, List<ValidatedRow>> devices = new TreeMap<>();
        validation.rows().forEach(row -> devices.computeIfAbsent(row.hardware().id(), id -> new ArrayList<>()).add(row));
        List<DeviceFit> fits = new ArrayList<>();
        devices.forEach((id, cells) -> {
            if (cells.stream().map(ValidatedRow::model).distinct().count() > 1) {
                fits.add(new DeviceFit(id, CrossFit.of(cells, Efficiencies::fit), decodeCosts(cells)));
            }
        });
        fits.removeIf(fit -> fit.efficiencies().tested().isEmpty());
        return fits;
    }

    private static Optional<CrossFit<DecodeCosts>> decodeCosts(List<ValidatedRow> cells) {
        List<ValidatedRow> decode = cells.stream().filter(cell -> cell.measured().phase() == PhaseName.DECODE).toList();
        return decode.stream().map(ValidatedRow::model).distinct().count() > 1 ? Optional.of(CrossFit.of(decode, DecodeCosts::fit)) : Optional.empty();
    }

    /** Each cell's prediction from the half that it is not in: with the costs of decode where they are known, else with one efficiency. By the cell's place. */
    public Map<String, FittedCell> tested() {
        Map<String, FittedCell> cells = new LinkedHashMap<>();
        efficiencies.tested().forEach(cell -> cells.put(cell.row().measured().place(), cell));
        decodeCosts.ifPresent(costs -> costs.tested().forEach(cell -> cells.put(cell.row().measured().place(), cell)));
        return cells;
    }
}
