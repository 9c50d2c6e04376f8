package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What was left out of a runtime's fits, from which its spreads are taken.
 *
 * @param devices predicted without their devices
 * @param models  predicted without their models
 * @param others  devices and models of all runtimes, for a runtime of which too few were left out
 */
record LeftOut(List<LeaveOneOut.Row> devices, List<LeaveOneOut.Row> models, List<LeaveOneOut.Row> others) {

    /** Of one of several runtimes. */
    static LeftOut of(FittedBackend one, List<FittedBackend> runtimes) {
        return new LeftOut(one.devices().rows(), one.models().rows(),
                runtimes.stream().flatMap(f -> Stream.concat(f.devices().rows().stream(), f.models().rows().stream())).toList());
    }

    /** Those for which something holds. */
    LeftOut where(Predicate<LeaveOneOut.Row> holds) {
        return new LeftOut(devices.stream().filter(holds).toList(), models.stream().filter(holds).toList(), others.stream().filter(holds).toList());
    }

    /** All spreads that they tell. */
    List<Spread> spreads() {
        List<Spread> spreads = new ArrayList<>();
        for (Spread.Kind kind : Spread.Kind.values()) {
            for (Spread.Unseen unseen : Spread.Unseen.values()) {
                spread(kind, unseen).ifPresent(spreads::add);
            }
        }
        return spreads;
    }

    /**
     * Where too few devices or models were left out, all runtimes' stand in, and then those with longer prompts. What devices and models do apart is taken to
     * be independent: around the devices' middle, squares of half widths (of logarithms) add up.
     */
    Optional<Spread> spread(Spread.Kind kind, Spread.Unseen unseen) {
        LogRatios device = byDevice(devices, kind).orElse(byDevice(others, kind)).orElse(byDevice(others, Spread.Kind.PREFILL));
        LogRatios model = byModel(models, kind).orElse(byModel(others, kind)).orElse(byModel(others, Spread.Kind.PREFILL));
        return switch (unseen) {
            case MODEL -> model.spread(kind, unseen).or(() -> device.spread(kind, unseen));
            case DEVICE -> device.spread(kind, unseen);
            case BOTH -> device.spread(kind, unseen).map(one -> model.spread(kind, unseen).map(other -> both(one, other)).orElse(one));
        };
    }

    private static LogRatios byDevice(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return LogRatios.byDevice(rows.stream().filter(row -> row.unseen() == Spread.Unseen.DEVICE).toList(), kind);
    }

    private static LogRatios byModel(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return LogRatios.byDeviceAndModel(rows.stream().filter(row -> row.unseen() == Spread.Unseen.MODEL).toList(), kind);
    }

    private static Spread both(Spread device, Spread model) {
        double eighty = Math.hypot(halfWidth(device.low80(), device.high80()), halfWidth(model.low80(), model.high80()));
        double ninetyFive = Math.hypot(halfWidth(device.low95(), device.high95()), halfWidth(model.low95(), model.high95()));
        double middle = Math.sqrt(device.low80() * device.high80());
        return new Spread(device.kind(), Spread.Unseen.BOTH, middle * Math.exp(-eighty), middle * Math.exp(eighty), middle * Math.exp(-ninetyFive),
                middle * Math.exp(ninetyFive));
    }

    private static double halfWidth(double low, double high) {
        return Math.log(high / low) / 2;
    }
}
