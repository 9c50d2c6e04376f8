package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.TwoWayAnova;
import dev.ridgepoint.statistics.TwoWayAnova.Effect;
import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import dev.ridgepoint.trial.Interval;
import dev.ridgepoint.trialset.Outcome;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What task and size do to times, and whether the one depends on the other. */
final class EffectSection {

    /** Usual beside an F test at 0.05. */
    private static final double CONFIDENCE = 0.9;

    private EffectSection() { }

    private record Line(String type, Effect effect, Interval interval) { }

    static Section of(TrialStudy study) {
        String title = "What task and " + study.roles().size().map(size -> "size").orElse("group") + " explain";
        List<TwoWayAnova> tables = study.effects().stream().map(Outcome::value).flatMap(Optional::stream).toList();
        if (tables.isEmpty()) {
            return Section.without("effects", title, study.effects().get(0).undefined());
        }
        List<Line> lines = new ArrayList<>();
        for (TwoWayAnova table : tables) {
            for (Effect effect : table.effects()) {
                lines.add(new Line(type(table.type()), effect, effect.partialEtaSquaredInterval(CONFIDENCE)));
            }
        }
        TwoWayAnova shown = tables.stream().filter(table -> table.type() == SumsOfSquares.TYPE_II).findFirst().orElse(tables.get(0));
        String found = found(shown, study.roles().size().isPresent());
        return new Section("effects", title, found, List.of(new Section.Titled("anova", "Two-way analysis of variance", new Table<>(List.of(
                Column.words("type", "type", Line::type),
                Column.words("effect", "effect", line -> line.effect().name()),
                Column.<Line>number("partial eta^2", "partial_eta_squared", line -> line.effect().partialEtaSquared(), Phrase::ratio),
                new Column<Line>("90 % interval", "", true, line -> Phrase.ratio(line.interval().low()) + " to " + Phrase.ratio(line.interval().high()),
                        line -> null),
                Column.forPrograms("partial_eta_squared_low", line -> line.interval().low()),
                Column.forPrograms("partial_eta_squared_high", line -> line.interval().high()),
                Column.<Line>number("sum of squares", "sum_of_squares", line -> line.effect().squares(), value -> String.format(Locale.ROOT, "%.4g", value)),
                Column.<Line>number("df", "df", line -> line.effect().degrees(), Phrase::count),
                Column.<Line>number("residual df", "residual_df", line -> line.effect().residualDegrees(), Phrase::count),
                Column.<Line>number("F", "f", line -> line.effect().test().statistic(), Phrase::fixed),
                Column.<Line>number("p", "p", line -> line.effect().test().p(), Phrase::p)), lines))), Section.reasons(study.effects()).toList());
    }

    private static String type(SumsOfSquares type) {
        return type.name().substring("TYPE_".length());
    }

    private static String found(TwoWayAnova anova, boolean continuous) {
        String atZero = continuous ? " In type III, the effect of " + anova.first().name() + " is that at " + anova.second().name() + " = 0." : "";
        StringBuilder words = new StringBuilder("Of its own variance and that of chance (partial eta^2), ");
        List<String> parts = new ArrayList<>();
        for (Effect effect : anova.effects()) {
            parts.add(effect.name() + " explains " + Written.percent(effect.partialEtaSquared()) + " (" + size(effect.partialEtaSquared()) + ")");
        }
        Effect interaction = anova.interaction();
        Interval interval = interaction.partialEtaSquaredInterval(CONFIDENCE);
        return words.append(Phrase.list(parts)).append(". The interaction's share lies between ").append(Written.percent(interval.low())).append(" and ")
                .append(Written.percent(interval.high())).append(" (90 % interval); ").append(Phrase.test(interaction.test())).append(", type ")
                .append(type(anova.type())).append(". Trials of one model are not independent of one another, so p is too small.").append(atZero).toString();
    }

    /** After Cohen 1988. */
    private static String size(double partialEtaSquared) {
        return partialEtaSquared < 0.01 ? "negligible" : partialEtaSquared < 0.06 ? "small" : partialEtaSquared < 0.14 ? "medium" : "large";
    }
}
