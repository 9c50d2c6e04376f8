package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was left out of a runtime's fits, from which its spreads are taken.
 *
 * @param devices predicted without their devices
 * @param models  predicted without their models
 * @param all     those of all runtimes, predicted without their devices
 */
record LeftOut(List<LeaveOneOut.Row> devices, List<LeaveOneOut.Row> models, List<LeaveOneOut.Row> all) {

    /** Of one of several runtimes. */
    static LeftOut of(FittedBackend one, List<FittedBackend> runtimes) {
        return new LeftOut(one.devices().rows(), one.models().rows(), runtimes.stream().flatMap(f -> f.devices().rows().stream()).toList());
    }

    /** Those for which something holds. */
    LeftOut where(Predicate<LeaveOneOut.Row> holds) {
        return new LeftOut(devices.stream().filter(holds).toList(), models.stream().filter(holds).toList(), all.stream().filter(holds).toList());
    }

    /** All spreads that they tell. */
    List<Spread> spreads() {
        List<Spread> spreads = new ArrayList<>();
        for (Spread.Kind kind : Spread.Kind.values()) {
            spread(kind, false).ifPresent(spreads::add);
            spread(kind, true).ifPresent(spreads::add);
        }
        return spreads;
    }

    /** Where too few devices were left out, all runtimes' stand in; where too few models were, the devices, and then models with longer prompts. */
    Optional<Spread> spread(Spread.Kind kind, boolean known) {
        LogRatios unknown = LogRatios.byDevice(devices, kind).orElse(LogRatios.byDevice(all, kind)).orElse(LogRatios.byDevice(all, Spread.Kind.PREFILL));
        LogRatios best = known
                ? LogRatios.byDeviceAndModel(models, kind).orElse(unknown).orElse(LogRatios.byDeviceAndModel(models, Spread.Kind.PREFILL)) : unknown;
        return best.spread(kind, known);
    }
}
