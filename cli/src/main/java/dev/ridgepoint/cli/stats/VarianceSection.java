package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.TestResult;
import dev.ridgepoint.trialset.GroupStatistics;
import dev.ridgepoint.trialset.Outcome;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether tasks, or else groups, vary alike. */
final class VarianceSection {

    private VarianceSection() { }

    static Section of(TrialStudy study) {
        List<GroupStatistics> compared = study.tasks().isEmpty() ? study.groups() : study.tasks();
        List<TestResult> tests = study.variances().stream().map(Outcome::value).flatMap(Optional::stream).toList();
        String title = "Whether every " + study.compared() + " varies alike";
        if (tests.isEmpty()) {
            return Section.without("variances", title, study.variances().get(0).undefined());
        }
        return new Section("variances", title, found(study, compared), List.of(
                new Section.Titled("spreads", "Spread", new Table<>(List.of(
                        Column.words(study.compared(), "label", GroupStatistics::label),
                        Column.number("n", "n", GroupStatistics::size, Phrase::count),
                        Column.number("standard deviation", "standard_deviation", VarianceSection::deviation, Written::number),
                        Column.number("mean", "mean", GroupStatistics::mean, Written::number),
                        Column.number("CV", "cv", VarianceSection::variation, Phrase::ratio)), compared)),
                new Section.Titled("tests", "Tests", new Table<>(List.of(
                        Column.words("test", "test", TestResult::name),
                        Column.words("", "symbol", TestResult::symbol),
                        Column.number("statistic", "statistic", TestResult::statistic, Phrase::fixed),
                        Column.number("p", "p", TestResult::p, Phrase::p)), tests))), Section.reasons(study.variances()).toList());
    }

    private static String found(TrialStudy study, List<GroupStatistics> compared) {
        List<GroupStatistics> known = compared.stream().filter(group -> !Double.isNaN(deviation(group)))
                .sorted(Comparator.comparingDouble(VarianceSection::deviation)).toList();
        StringBuilder words = new StringBuilder();
        if (known.size() > 1) {
            GroupStatistics least = known.get(0);
            GroupStatistics most = known.get(known.size() - 1);
            words.append("The standard deviation of ").append(most.label()).append(" is ").append(Phrase.fixed(deviation(most) / deviation(least)))
                    .append(" times that of ").append(least.label()).append(". ");
            GroupStatistics relative = known.stream().max(Comparator.comparingDouble(VarianceSection::variation)).orElseThrow();
            GroupStatistics steady = known.stream().min(Comparator.comparingDouble(VarianceSection::variation)).orElseThrow();
            words.append("Relative to its mean, ").append(relative.label()).append(" varies ").append(Phrase.fixed(variation(relative) / variation(steady)))
                    .append(" times as much as ").append(steady.label())
                    .append("; the tests compare deviations in the unit of the times, and say nothing of these ratios. ");
        }
        study.variances().get(0).value().ifPresent(levene -> words.append(levene.rejects(GroupStatistics.LEVEL) ? "By Levene's test around the median they do not vary alike: "
                : "Levene's test around the median finds no difference: ").append(Phrase.test(levene)).append(". ")
                .append("Bartlett's test assumes normal times, and rejects too often where they are not."));
        return words.toString().strip();
    }

    private static double variation(GroupStatistics group) {
        return group.stability().number(s -> s.coefficientOfVariation());
    }

    private static double deviation(GroupStatistics group) {
        return variation(group) * group.mean();
    }
}
