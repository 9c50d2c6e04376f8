package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many rates lie in the intervals around their predictions, when neither the fit nor the interval has seen them: each device, or each model, is left out of both.
 *
 * @param runtime    the runtime's id
 * @param left       what was left out
 * @param kind       what was predicted
 * @param rows       measurements
 * @param eighty     how many of them lie in the interval of 80 %
 * @param ninetyFive how many lie in that of 95 %
 */
public record Coverage(String runtime, LeaveOneOut.Left left, Spread.Kind kind, int rows, int eighty, int ninetyFive) {

    /** For each runtime, and what was left out of it, and kind. */
    public static List<Coverage> of(List<FittedBackend> fitted) {
        List<Coverage> coverages = new ArrayList<>();
        for (FittedBackend one : fitted) {
            LeftOut leftOut = LeftOut.of(one, fitted);
            for (LeaveOneOut leaveOneOut : List.of(one.devices(), one.models())) {
                for (Spread.Kind kind : Spread.Kind.values()) {
                    Map<String, List<LeaveOneOut.Row>> byKey = leaveOneOut.rows().stream().filter(row -> row.kind() == kind)
                            .collect(Collectors.groupingBy(leaveOneOut.left()::of, LinkedHashMap::new, Collectors.toList()));
                    if (!byKey.isEmpty()) {
                        coverages.add(of(one.backend().id(), leaveOneOut.left(), kind, byKey, leftOut));
                    }
                }
            }
        }
        return coverages;
    }

    private static Coverage of(String runtime, LeaveOneOut.Left left, Spread.Kind kind, Map<String, List<LeaveOneOut.Row>> byKey, LeftOut leftOut) {
        int rows = 0;
        int eighty = 0;
        int ninetyFive = 0;
        for (Map.Entry<String, List<LeaveOneOut.Row>> group : byKey.entrySet()) {
            LeftOut rest = leftOut.where(row -> !left.of(row).equals(group.getKey()));
            Map<Spread.Unseen, Optional<Spread>> spreads = new EnumMap<>(Spread.Unseen.class);
            for (LeaveOneOut.Row row : group.getValue()) {
                Optional<Spread> spread = spreads.computeIfAbsent(row.unseen(), unseen -> rest.spread(kind, unseen));
                if (spread.isPresent()) {
                    double ratio = Math.exp(row.logRatio());
                    rows++;
                    eighty += ratio >= spread.get().low80() && ratio <= spread.get().high80() ? 1 : 0;
                    ninetyFive += ratio >= spread.get().low95() && ratio <= spread.get().high95() ? 1 : 0;
                }
            }
        }
        return new Coverage(runtime, left, kind, rows, eighty, ninetyFive);
    }
}
