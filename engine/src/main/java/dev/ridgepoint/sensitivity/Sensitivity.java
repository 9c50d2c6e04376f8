package dev.ridgepoint.sensitivity;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each parameter of a setting does to its times, by predicting again with the parameter changed.
 *
 * @param setting    what was asked about
 * @param change     how far the parameters were changed
 * @param times      as it is
 * @param influences of both phases, decode's first, the greatest change first in each
 */
public record Sensitivity(Setting setting, Change change, Times times, List<Influence> influences) {

    /** Copies its list. */
    public Sensitivity {
        influences = List.copyOf(influences);
    }

    /**
     * Changes every parameter that the setting has.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if the device has no unit for the formats
     */
    public static Sensitivity of(Setting setting, Change change) {
        Times times = setting.times();
        List<Parameter> parameters = Stream.of(
                        HardwareParameters.of(setting, change), ModelParameters.of(setting, change), FormatParameters.of(setting, change))
                .flatMap(List::stream).toList();
        List<Influence> influences = new ArrayList<>();
        for (PhaseName phase : List.of(PhaseName.DECODE, PhaseName.PREFILL)) {
            if (times.of(phase) > 0) {
                parameters.stream().map(parameter -> Influence.of(parameter, phase, setting))
                        .sorted(Comparator.comparingDouble(Influence::greatestChange).reversed()).forEach(influences::add);
            }
        }
        return new Sensitivity(setting, change, times, influences);
    }

    /** Those of one phase. */
    public List<Influence> of(PhaseName phase) {
        return influences.stream().filter(influence -> influence.phase() == phase).toList();
    }
}
