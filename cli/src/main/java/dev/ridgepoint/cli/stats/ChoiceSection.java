package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.trialset.Choice;
import dev.ridgepoint.trialset.Criterion;
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
        List<Column<GroupStatistics>> columns = new ArrayList<>();
        columns.add(Column.words(study.roles().group(), "label", GroupStatistics::label));
        choice.criteria().forEach(criterion -> columns.add(Column.number(criterion.name(), criterion.key(), criterion.of(), Written::number)));
        return new Section("pareto", TITLE, found(choice, front), List.of(new Section.Titled("front", "Groups that no other one beats", new Table<>(columns, front))),
                List.of());
    }

    private static String found(Choice choice, List<GroupStatistics> front) {
        String without = choice.without().isEmpty() ? "" : " Without one of these numbers, and not compared: " + Phrase.some(choice.without()) + ".";
        if (choice.groups().size() == 1) {
            return "There is only " + front.get(0).label() + " to choose." + without;
        }
        String criteria = Phrase.list(choice.criteria().stream().map(ChoiceSection::direction).toList());
        int beaten = choice.groups().size() - front.size();
        String others = beaten == 0 ? ": each is better than any other one in something."
                : "; " + (beaten == 1 ? "the other one is" : "the other " + beaten + " are") + " beaten: some group is as good in everything and better in something.";
        String knee = choice.front().knee().isPresent() ? " The best compromise (the knee of the front) is "
                + choice.groups().get(choice.front().knee().getAsInt()).label() + "."
                : front.size() > 2 ? " None of them is a clear compromise (the front has no knee)." : "";
        return "By " + criteria + ", no group beats " + Phrase.some(front.stream().map(GroupStatistics::label).toList()) + others + knee + without;
    }

    private static String direction(Criterion criterion) {
        return criterion.name() + (criterion.isMoreBetter() ? " (more is better)" : " (less is better)");
    }
}
