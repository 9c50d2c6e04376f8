package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.trialset.GroupStatistics;
import dev.ridgepoint.trialset.GroupStatistics.Test;
import dev.ridgepoint.trialset.Outcome;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the times of each group are distributed. */
final class DistributionSection {

    /** The bimodality coefficient of uniform numbers. */
    private static final double UNIFORM = 5.0 / 9;

    private DistributionSection() { }

    static Section of(TrialStudy study) {
        List<GroupStatistics> groups = study.groups();
        List<Section.Titled> tables = new ArrayList<>();
        tables.add(new Section.Titled("groups", "By " + study.roles().group() + " (CV: standard deviation / mean; of normal times skew is 0 and kurtosis 3; a low Hill index is a"
                + " heavy tail)", new Table<>(columns(study.roles().group()), groups)));
        study.roles().task().ifPresent(task -> tables.add(new Section.Titled("tasks", "By " + task + ", over all groups",
                new Table<>(columns(task), study.tasks()))));
        tables.add(new Section.Titled("normality", "Is it a normal distribution, and has it one mode? p values, adjusted for their number (Benjamini-Hochberg)",
                new Table<>(tests(study.roles().group()), groups)));
        Undefined undefined = new Undefined();
        for (GroupStatistics group : groups) {
            List<Outcome<?>> outcomes = new ArrayList<>(List.of(group.stability(), group.tail(), group.bimodality(), group.dip()));
            outcomes.addAll(group.normality());
            Section.reasons(outcomes).forEach(reason -> undefined.add(group.label(), reason));
        }
        return new Section("distributions", "How times are distributed", found(groups), tables, undefined.lines());
    }

    private static String found(List<GroupStatistics> groups) {
        Comparator<GroupStatistics> byVariation = Comparator.comparingDouble(DistributionSection::variation);
        List<GroupStatistics> known = groups.stream().filter(group -> !Double.isNaN(variation(group))).sorted(byVariation).toList();
        if (known.isEmpty()) {
            return "No group has enough trials that differ.";
        }
        GroupStatistics least = known.get(0);
        GroupStatistics most = known.get(known.size() - 1);
        String spread = known.size() == 1 ? "The times of " + least.label() + " vary by " + Written.percent(variation(least)) + " of their mean. "
                : "Times vary by " + Written.percent(variation(least)) + " of their mean (" + least.label() + ") to " + Written.percent(variation(most)) + " ("
                + most.label() + "). ";
        long notNormal = groups.stream().filter(group -> group.normality().stream().anyMatch(test -> rejects(test))).count();
        List<String> several = groups.stream().filter(group -> rejects(group.dip())).map(GroupStatistics::label).toList();
        long bimodal = groups.stream().filter(group -> group.bimodality().number(b -> b) > UNIFORM).count();
        return spread + notNormal + " of " + groups.size() + " groups are not normally distributed, by at least one of three tests; "
                + (several.isEmpty() ? "the dip test finds more than one mode (peak) in none" : "the dip test finds more than one mode (peak) in " + several.size() + ": "
                + Phrase.some(several)) + ". The bimodality coefficient is above that of uniform numbers (0.556) in " + bimodal
                + ", which a long tail alone can do.";
    }

    private static boolean rejects(Outcome<Test> test) {
        return test.value().map(Test::rejects).orElse(false);
    }

    private static double variation(GroupStatistics group) {
        return group.stability().number(s -> s.coefficientOfVariation());
    }

    private static List<Column<GroupStatistics>> columns(String name) {
        return List.of(
                Column.words(name, "label", GroupStatistics::label),
                Column.number("n", "n", GroupStatistics::size, Phrase::count),
                Column.number("mean", "mean", GroupStatistics::mean, Written::number),
                Column.number("median", "median", GroupStatistics::median, Written::number),
                Column.number("CV", "cv", DistributionSection::variation, Phrase::ratio),
                Column.number("P95/P50", "tail_ratio", group -> group.stability().number(s -> s.tailRatio()), Phrase::ratio),
                Column.number("skew", "skewness", group -> group.stability().number(s -> s.skewness()), Phrase::fixed),
                Column.number("kurtosis", "kurtosis", group -> group.stability().number(s -> s.kurtosis()), Phrase::fixed),
                Column.number("outliers", "outlier_share", group -> group.stability().number(s -> s.outlierShare()), Written::percent),
                Column.number("Hill", "tail_index", group -> group.tail().number(t -> t.alpha()), Phrase::fixed));
    }

    private static List<Column<GroupStatistics>> tests(String name) {
        ToDoubleFunction<Outcome<Test>> p = test -> test.number(Test::adjustedP);
        ToDoubleFunction<Outcome<Test>> statistic = test -> test.number(t -> t.result().statistic());
        List<Column<GroupStatistics>> columns = new ArrayList<>();
        columns.add(Column.words(name, "label", GroupStatistics::label));
        List<String> headings = List.of("Shapiro-Wilk", "Anderson-Darling", "Jarque-Bera");
        List<String> keys = List.of("shapiro_wilk", "anderson_darling", "jarque_bera");
        for (int i = 0; i < headings.size(); i++) {
            int at = i;
            columns.add(Column.number(headings.get(i), keys.get(i) + "_p", group -> p.applyAsDouble(group.normality().get(at)), Phrase::p));
            columns.add(Column.forPrograms(keys.get(i) + "_statistic", group -> statistic.applyAsDouble(group.normality().get(at))));
        }
        columns.add(Column.number("bimodality", "bimodality", group -> group.bimodality().number(b -> b), Phrase::ratio));
        columns.add(Column.number("dip", "dip", group -> statistic.applyAsDouble(group.dip()), Phrase::ratio));
        columns.add(Column.number("dip p", "dip_p", group -> p.applyAsDouble(group.dip()), Phrase::p));
        return columns;
    }
}
