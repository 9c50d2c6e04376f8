package dev.ridgepoint.efficiency;

import dev.ridgepoint.efficiency.Efficiency.Scope;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One efficiency for each device, phase and weights format. */
public final class Efficiencies implements RateModel {

    private static final Comparator<Scope> ORDER = Comparator.comparing(Scope::hardware).thenComparing(Scope::phase).thenComparing(Scope::weights);

    private final Map<Scope, Efficiency> byScope;

    private Efficiencies(Map<Scope, Efficiency> byScope) {
        this.byScope = byScope;
    }

    /** Those that explain the cells best. */
    public static Efficiencies fit(List<ValidatedRow> cells) {
        Map<Scope, List<ValidatedRow>> scopes = new TreeMap<>(ORDER);
        cells.forEach(cell -> scopes.computeIfAbsent(Scope.of(cell), s -> new ArrayList<>()).add(cell));
        Map<Scope, Efficiency> fitted = new LinkedHashMap<>();
        scopes.forEach((scope, members) -> fitted.put(scope, Efficiency.fit(scope,
                members.stream().mapToDouble(cell -> cell.measured().tokensPerSecond() / cell.roof()).toArray())));
        return new Efficiencies(fitted);
    }

    /** By device, phase and format. */
    public List<Efficiency> all() {
        return List.copyOf(byScope.values());
    }

    @Override
    public OptionalDouble tokensPerSecond(ValidatedRow cell) {
        Efficiency efficiency = byScope.get(Scope.of(cell));
        return efficiency == null ? OptionalDouble.empty() : OptionalDouble.of(efficiency.value() * cell.roof());
    }
}
