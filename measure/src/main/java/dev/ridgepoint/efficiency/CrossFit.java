package dev.ridgepoint.efficiency;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models of one device in two halves, each predicted with what was fitted on the other. The models alternate in the order of their ids, the first in
 * the first half: a rule that looks at no measurement.
 *
 * @param first  fitted on the first, third, fifth ... model and tested on the others
 * @param second fitted on the second, fourth ... and tested on the others
 * @param <R>    kind of rate model
 */
public record CrossFit<R extends RateModel>(HeldOut<R> first, HeldOut<R> second) {

    /**
     * Fits and tests both ways.
     *
     * @param cells of one device
     * @param fit   what learns from cells
     * @throws InvalidInputException if they are of several devices, or of fewer than two models
     */
    public static <R extends RateModel> CrossFit<R> of(List<ValidatedRow> cells, Function<List<ValidatedRow>, R> fit) {
        List<String> devices = cells.stream().map(cell -> cell.hardware().id()).distinct().toList();
        if (devices.size() != 1) {
            throw new InvalidInputException("what is fitted is of one device, not of " + (devices.isEmpty() ? "none" : String.join(", ", devices)));
        }
        List<String> models = new ArrayList<>(new TreeSet<>(cells.stream().map(ValidatedRow::model).toList()));
        if (models.size() < 2) {
            throw new InvalidInputException("there is only " + models.get(0) + " on " + devices.get(0) + ": nothing is left to test what is fitted on it");
        }
        List<String> odd = everyOther(models, 0);
        List<String> even = everyOther(models, 1);
        return new CrossFit<>(HeldOut.of(cells, odd, even, fit), HeldOut.of(cells, even, odd, fit));
    }

    private static List<String> everyOther(List<String> models, int from) {
        List<String> half = new ArrayList<>();
        for (int i = from; i < models.size(); i += 2) {
            half.add(models.get(i));
        }
        return half;
    }

    /** Every cell, predicted from models other than its own. */
    public List<FittedCell> tested() {
        return Stream.concat(first.tested().stream(), second.tested().stream()).toList();
    }
}
