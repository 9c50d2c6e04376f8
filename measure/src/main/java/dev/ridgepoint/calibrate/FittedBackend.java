package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Spread;
import java.util.List;

/**
 * A fitted runtime and what its fit is worth.
 *
 * @param backend      with its parameters and what single devices have of their own
 * @param observations what it was fitted to
 * @param devices      each device left out in turn
 * @param models       each model left out in turn
 */
public record FittedBackend(Backend backend, Observations observations, LeaveOneOut devices, LeaveOneOut models) {

    /** Fits a runtime, and predicts what was left out. */
    public static FittedBackend fit(Backend shape, Observations observations) {
        return new FittedBackend(
                DeviceResiduals.added(BackendFit.fitAll(shape, observations), observations), observations,
                LeaveOneOut.devices(shape, observations), LeaveOneOut.models(shape, observations));
    }

    /**
     * The same shared parameters and spreads, and what the measured devices have of their own under them in place of what the file says of these. Nothing is left out.
     */
    public static FittedBackend ofDevices(Backend shape, Observations observations) {
        List<String> measured = observations.devices();
        Backend shared = shape.with(shape.parameters(), shape.adjustments().stream()
                .filter(a -> a.when().device().filter(measured::contains).isEmpty()).toList(), shape.spreads());
        return new FittedBackend(DeviceResiduals.added(shared, observations), observations,
                new LeaveOneOut(LeaveOneOut.Left.DEVICE, List.of()), new LeaveOneOut(LeaveOneOut.Left.MODEL, List.of()));
    }

    /**
     * The same runtimes, each with its spreads. Where too few devices were left out of one, all runtimes' stand in; where too few models were, its devices'.
     */
    public static List<FittedBackend> withSpreads(List<FittedBackend> fitted) {
        return fitted.stream().map(f -> f.with(LeftOut.of(f, fitted).spreads())).toList();
    }

    private FittedBackend with(List<Spread> spreads) {
        return new FittedBackend(backend.with(backend.parameters(), backend.adjustments(), spreads), observations, devices, models);
    }
}
