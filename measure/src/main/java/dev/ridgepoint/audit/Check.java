package dev.ridgepoint.audit;

import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import dev.ridgepoint.validate.Violation;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What measurements are looked through for. */
public enum Check {
    /** More than the device's ceilings allow, beyond noise. */
    ROOF("above the roof", Check::aboveTheRoof),
    /** Off by what separates two units. */
    UNIT("unit slip", UnitSlips::among),
    /** One measurement, twice. */
    DUPLICATE("duplicate", Repetitions::duplicates),
    /** One test with answers that noise does not explain. */
    DISAGREEMENT("two answers", Repetitions::disagreements),
    /** One test that was slower each time: a device that grew warm. */
    THROTTLING("slower each time", Repetitions::throttling),
    /** Faster behind more tokens, which costs nothing less. */
    DEPTH("faster when deeper", DepthOrder::among),
    /** A rate that varied a lot between the repetitions that it is the mean of. */
    SPREAD("wide spread", WideSpread::among);

    private final String words;
    private final Function<List<ValidatedRow>, List<Doubt>> finder;

    Check(String words, Function<List<ValidatedRow>, List<Doubt>> finder) {
        this.words = words;
        this.finder = finder;
    }

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people. */
    public String words() {
        return words;
    }

    /** What it finds, in the order read. */
    public List<Doubt> among(List<ValidatedRow> rows) {
        return finder.apply(List.copyOf(rows));
    }

    private static List<Doubt> aboveTheRoof(List<ValidatedRow> rows) {
        return new Validation(rows, List.of()).violations().stream().map(Check::doubt).toList();
    }

    private static Doubt doubt(Violation violation) {
        return new Doubt(ROOF, List.of(violation.row()), violation.reason());
    }
}
