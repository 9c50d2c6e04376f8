package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.OptimizationPriority;
import dev.ridgepoint.statistics.PriorityScore;
import dev.ridgepoint.statistics.PrioritySensitivity.Change;
import dev.ridgepoint.statistics.PrioritySensitivity.Shift;
import dev.ridgepoint.trialset.Priorities;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which groups most need to be made steadier. */
final class PrioritySection {

    private static final String TITLE = "Which to make steadier first";

    private PrioritySection() { }

    private record Row(PriorityScore equation, PriorityScore script) { }

    static Section of(TrialStudy study) {
        if (study.priority().value().isEmpty()) {
            return Section.without("priority", TITLE, study.priority().undefined());
        }
        Priorities priorities = study.priority().value().get();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < priorities.script().size(); i++) {
            rows.add(new Row(priorities.equation().scores().get(i), priorities.script().get(i)));
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -row.equation().score()));
        return new Section("priority", TITLE, found(priorities, rows), List.of(
                new Section.Titled("scores", "Scores of spread: equation 11 of the paper \"Beyond Accuracy\", and what its published script computes", new Table<>(List.of(
                        Column.words(study.roles().group(), "label", row -> row.equation().label()),
                        Column.<Row>number("equation 11", "equation_11", row -> row.equation().score(), Phrase::ratio),
                        Column.<Row>number("rank", "equation_11_rank", row -> row.equation().rank(), Written::number),
                        Column.words("above 0.6", "", row -> above(row.equation()) ? "yes" : "no"),
                        Column.<Row>forPrograms("intervention", row -> above(row.equation())),
                        Column.<Row>number("script", "script", row -> row.script().score(), Phrase::ratio),
                        Column.<Row>number("rank", "script_rank", row -> row.script().rank(), Written::number)), rows)),
                new Section.Titled("sensitivity", "When a weight of equation 11 moves by 0.10", new Table<>(List.of(
                        Column.words("weight of", "measure", (Shift shift) -> shift.measure().name().toLowerCase(Locale.ROOT)),
                        Column.number("moved by", "step", Shift::step, step -> String.format(Locale.ROOT, "%+.2f", step)),
                        Column.<Shift>number("ranks changed", "changed_ranks", shift -> shift.changes().stream().filter(Change::changesRank).count(), Written::number),
                        Column.<Shift>number("groups crossing 0.6", "crossings", shift -> shift.changes().stream().filter(Change::crossesLine).count(), Written::number)),
                        priorities.sensitivity().shifts()))), List.of());
    }

    private static boolean above(PriorityScore score) {
        return score.score() > OptimizationPriority.INTERVENTION;
    }

    private static String found(Priorities priorities, List<Row> rows) {
        List<String> above = rows.stream().map(Row::equation).filter(PrioritySection::above).map(PriorityScore::label).toList();
        long crossing = priorities.sensitivity().shifts().stream().filter(shift -> shift.changes().stream().anyMatch(Change::crossesLine)).count();
        PriorityScore first = rows.stream().map(Row::script).min(Comparator.comparingInt(PriorityScore::rank)).orElseThrow();
        String firsts = rows.get(0).equation().label().equals(first.label()) ? " first by both formulas. "
                : " first by equation 11, and " + first.label() + " by the script's formula. ";
        return rows.get(0).equation().label() + " comes" + firsts + "Above 0.6, beyond which the paper (\"Beyond Accuracy\") asks for intervention: " + Phrase.some(above)
                + ". Moving one weight by 0.10 " + (priorities.sensitivity().keepsRanks() ? "changes no rank" : "changes ranks") + ", and in " + crossing + " of "
                + priorities.sensitivity().shifts().size() + " cases which groups are above 0.6. Scores compare these groups with one another and no others;"
                + " they score spread, whatever it comes from.";
    }
}
