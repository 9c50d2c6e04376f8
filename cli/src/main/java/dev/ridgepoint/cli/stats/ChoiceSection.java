package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.trialset.Choice;
import dev.ridgepoint.trialset.Choice.Measure;
import dev.ridgepoint.trialset.GroupStatistics;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.ArrayList;
import java.util.List;

/** The groups that no other one beats. */
final class ChoiceSection {

    private static final String TITLE = "Among which to choose";

    private ChoiceSection() { }

    static Section of(TrialStudy study) {
        if (study.choice().value().isEmpty()) {
            return Section.without("pareto", TITLE, study.choice().undefined());
        }
        Choice choice = study.choice().value().get();
        List<GroupStatistics> front = choice.front().members().stream().map(choice.groups()::get).toList();
        String measures = Phrase.list(choice.measures().stream().map(Measure::id).toList());
        String found = "By " + measures + ", less being better, no group beats " + Phrase.list(front.stream().map(GroupStatistics::label).toList()) + "; the other "
                + (choice.groups().size() - front.size()) + " are beaten: some group is as good in every measure and better in one. "
                + (choice.front().knee().isPresent() ? "At the knee is " + choice.groups().get(choice.front().knee().getAsInt()).label() + "."
                : "The front has no knee.");
        List<Column<GroupStatistics>> columns = new ArrayList<>();
        columns.add(Column.words(study.roles().group(), "label", GroupStatistics::label));
        choice.measures().forEach(measure -> columns.add(Column.number(measure.id(), measure.id(), measure::of, Written::number)));
        return new Section("pareto", TITLE, found, List.of(new Section.Titled("front", "The front", new Table<>(columns, front))), List.of());
    }
}
