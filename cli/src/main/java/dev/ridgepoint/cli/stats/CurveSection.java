package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.CurveFit;
import dev.ridgepoint.trialset.ContextCurve;
import dev.ridgepoint.trialset.Outcome;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Groups' mean times over the context that each can hold. */
final class CurveSection {

    private static final String TITLE = "Mean time over context";

    private CurveSection() { }

    static Section of(TrialStudy study) {
        if (study.curve().value().isEmpty()) {
            return Section.without("curves", TITLE, study.curve().undefined());
        }
        ContextCurve curve = study.curve().value().get();
        List<CurveFit> fits = curve.fits().stream().map(Outcome::value).flatMap(Optional::stream).toList();
        return new Section("curves", TITLE, found(curve, fits), List.of(
                new Section.Titled("fits", "Curves", new Table<>(List.of(
                        Column.words("curve", "curve", fit -> fit.curve().label()),
                        Column.<CurveFit>number("parameters", "parameters", fit -> fit.curve().parameters(), Written::number),
                        Column.number("R^2", "r_squared", CurveFit::rSquared, Phrase::ratio),
                        Column.number("adjusted R^2", "adjusted_r_squared", fit -> Outcome.of(fit::adjustedRSquared).number(v -> v), Phrase::ratio),
                        Column.number("AIC", "aic", fit -> Outcome.of(fit::aic).number(v -> v), Phrase::fixed),
                        Column.number("leave-one-out error", "leave_one_out_error", fit -> Outcome.of(fit::leaveOneOutError).number(v -> v), Written::number)),
                        fits)),
                new Section.Titled("points", "Groups", new Table<>(List.of(
                        Column.words(study.roles().group(), "label", ContextCurve.Point::label),
                        Column.number("context", "context", ContextCurve.Point::x, value -> Long.toString(Math.round(value))),
                        Column.number("mean time", "mean", ContextCurve.Point::y, Written::number)), curve.points()))),
                List.of());
    }

    private static String found(ContextCurve curve, List<CurveFit> fits) {
        if (fits.isEmpty()) {
            return "No curve is determined by " + curve.points().size() + " groups with " + curve.abscissae() + " different contexts.";
        }
        CurveFit best = fits.stream().max(Comparator.comparingDouble(CurveFit::rSquared)).orElseThrow();
        String words = "Of the differences between " + curve.points().size() + " group means, the " + best.curve().label() + " explains "
                + Written.percent(best.rSquared()) + " and the " + fits.get(0).curve().label() + " one " + Written.percent(fits.get(0).rSquared()) + ". ";
        int spare = curve.abscissae() - best.curve().parameters();
        String warning = spare > 1 ? "" : "That is no evidence of its shape: " + curve.abscissae() + " different contexts leave " + (spare <= 0 ? "none" : "one")
                + " of them to check a curve of " + best.curve().parameters() + " parameters against, and groups of one context differ by more than a curve of"
                + " context can say. ";
        return words + warning + "Groups differ in much beside context; a curve through them is not what context does to time.";
    }
}
