package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.driver.Circularity.Pair;
import dev.ridgepoint.driver.Forest;
import dev.ridgepoint.driver.HoldOut;
import dev.ridgepoint.driver.PermutationImportance;
import dev.ridgepoint.trialset.Drivers;
import dev.ridgepoint.trialset.Drivers.LeftOut;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a forest predicts the throughput from. */
final class DriverSection {

    private static final String TITLE = "Drivers of throughput";
    /** Of R^2: more than chance, and less than anybody would act on. */
    private static final double LITTLE = 0.01;
    /** More of them than one reads in a sentence. */
    private static final int MOST_PAIRS = 3;

    private DriverSection() { }

    static Section of(TrialStudy study) {
        if (study.drivers().value().isEmpty()) {
            return Section.without("drivers", TITLE, study.drivers().undefined());
        }
        Drivers drivers = study.drivers().value().get();
        List<Section.Titled> tables = new ArrayList<>(List.of(
                new Section.Titled("importances", "R^2 of '" + drivers.response() + "' lost when a predictor is shuffled, " + drivers.question().repeats()
                        + " times each, " + drivers.question().holdOut().label(), new Table<>(List.of(
                        Column.words("predictor", "predictor", PermutationImportance::predictor),
                        Column.<PermutationImportance>number("R^2 lost", "r_squared_lost", PermutationImportance::rSquaredLost, DriverSection::spread),
                        Column.<PermutationImportance>number("+-", "standard_deviation", PermutationImportance::deviation, DriverSection::spread),
                        Column.<PermutationImportance>number("chance alone", "noise", PermutationImportance::noise, DriverSection::spread),
                        Column.<PermutationImportance>number("error gained", "absolute_error_gained", PermutationImportance::errorGained, Written::number)),
                        drivers.importances())),
                new Section.Titled("forest", "How well the forest predicts", new Table<>(List.of(
                        Column.<Map.Entry<HoldOut, Forest.Score>>words("held out", "held_out", score -> score.getKey().label()),
                        Column.<Map.Entry<HoldOut, Forest.Score>>number("R^2", "r_squared", score -> score.getValue().rSquared(), Phrase::ratio),
                        Column.<Map.Entry<HoldOut, Forest.Score>>number("mean absolute error", "mean_absolute_error",
                                score -> score.getValue().meanAbsoluteError(),
                                Written::number)), List.copyOf(drivers.scores().entrySet())))));
        if (drivers.together().size() > MOST_PAIRS) {
            tables.add(new Section.Titled("together", "Predictors that go together", new Table<>(List.of(
                    Column.words("one", "first", Pair::first), Column.words("other", "second", Pair::second),
                    Column.<Pair>number("rank correlation", "spearman", Pair::spearman, Phrase::fixed)), drivers.together())));
        }
        if (!drivers.left().isEmpty()) {
            tables.add(columns("left_out", "Not predicted from", drivers.left()));
        }
        if (!drivers.warned().isEmpty()) {
            tables.add(columns("asked_for", "Predicted from because --predictors names it", drivers.warned()));
        }
        return new Section("drivers", TITLE, found(study, drivers), tables, List.of());
    }

    private static Section.Titled columns(String key, String title, List<LeftOut> columns) {
        return new Section.Titled(key, title, new Table<>(List.of(
                Column.words("column", "column", LeftOut::column), Column.words("because it", "reason", LeftOut::reason)), columns));
    }

    private static String found(TrialStudy study, Drivers drivers) {
        List<String> words = new ArrayList<>(List.of(effect(drivers)));
        words.addAll(warnings(drivers));
        words.addAll(together(drivers));
        words.addAll(groups(study, drivers));
        words.add(counted(drivers));
        return String.join(" ", words);
    }

    private static String effect(Drivers drivers) {
        HoldOut holdOut = drivers.question().holdOut();
        double known = drivers.scores().get(holdOut).rSquared();
        String forest = "a forest of " + Forest.TREES + " trees";
        if (holdOut == HoldOut.BY_GROUP && known <= 0) {
            return "Nothing here carries over from group to group: of groups that it has not seen, a forest predicts '" + drivers.response()
                    + "' no better than the mean does (R^2 " + Phrase.ratio(known) + "), and what it loses below is not worth having.";
        }
        List<PermutationImportance> matter = drivers.importances().stream().filter(PermutationImportance::matters).toList();
        String explains = (holdOut == HoldOut.BY_GROUP ? "a forest" : forest) + ", which explains " + Written.percent(Math.max(0, known)) + " of it "
                + holdOut.label();
        if (matter.isEmpty()) {
            return "Nothing here drives '" + drivers.response() + "': no predictor matters more to " + explains + ", than chance does.";
        }
        PermutationImportance first = matter.get(0);
        String words = "'" + first.predictor() + "' says most about '" + drivers.response() + "': once it is shuffled, " + explains + ", loses "
                + loss(first) + " of R^2.";
        List<PermutationImportance> next = matter.stream().skip(1).filter(one -> one.rSquaredLost() >= LITTLE).toList();
        if (!next.isEmpty()) {
            words += " After it " + (next.size() == 1 ? "comes " : "come ")
                    + Phrase.list(next.stream().map(one -> "'" + one.predictor() + "' (" + loss(one) + ")").toList()) + ".";
        }
        words += matter(matter.stream().skip(1).filter(one -> one.rSquaredLost() < LITTLE).toList(), "next to nothing");
        words += matter(drivers.importances().stream().filter(one -> !one.matters()).toList(), "no more than chance");
        return words + (holdOut == HoldOut.IN_SAMPLE ? " These are importances in sample: the forest has learnt its trials by heart, and a column"
                + " of noise would matter too." : "");
    }

    private static String matter(List<PermutationImportance> some, String howMuch) {
        return some.isEmpty() ? "" : " " + Phrase.list(some.stream().map(one -> "'" + one.predictor() + "'").toList())
                + (some.size() == 1 ? " matters " : " matter ") + howMuch + ".";
    }

    private static String loss(PermutationImportance one) {
        return Phrase.ratio(one.rSquaredLost()) + " +- " + spread(one.deviation());
    }

    private static String spread(double value) {
        return value > 0 && value < 0.0005 ? "<0.001" : Phrase.ratio(value > -0.0005 ? Math.abs(value) : value);
    }

    private static List<String> warnings(Drivers drivers) {
        return drivers.warned().stream().map(column -> "'" + column.column() + "' was asked for although it " + column.reason() + ".").toList();
    }

    private static List<String> together(Drivers drivers) {
        List<String> pairs = new ArrayList<>(drivers.together().stream().limit(MOST_PAIRS).map(DriverSection::pair).toList());
        int more = drivers.together().size() - pairs.size();
        pairs.addAll(more > 0 ? List.of(more + " more pairs") : List.of());
        return pairs.isEmpty() ? List.of()
                : List.of(Phrase.list(pairs) + " go together: each stands in for the other once that is shuffled, and they share one importance.");
    }

    private static String pair(Pair pair) {
        return "'" + pair.first() + "' with '" + pair.second() + "' (rank correlation " + Phrase.fixed(pair.spearman()) + ")";
    }

    private static List<String> groups(TrialStudy study, Drivers drivers) {
        Forest.Score whole = drivers.scores().get(HoldOut.OUT_OF_BAG);
        Forest.Score groups = drivers.scores().get(HoldOut.BY_GROUP);
        String group = "'" + study.roles().group() + "'";
        if (groups == null) {
            return List.of("There are too few groups by " + group + " to say whether it holds for others than these.");
        }
        if (drivers.question().holdOut() == HoldOut.BY_GROUP && groups.rSquared() <= 0) {
            return List.of();
        }
        String both = "Trials of one group resemble one another: R^2 is " + Phrase.ratio(whole.rSquared()) + " for trials that trees have not seen, and "
                + Phrase.ratio(groups.rSquared()) + " for groups by " + group + " that they have not.";
        return List.of(both + (groups.rSquared() > whole.rSquared() - 0.1 ? ""
                : " By its predictors the forest recognises the group; what it knows of these is no law for others."));
    }

    private static String counted(Drivers drivers) {
        Drivers.Counts counts = drivers.counts();
        int known = counts.all() - counts.unknown();
        return "It was grown on " + counts.used() + " of " + counts.all() + " trials" + (known > counts.drawn() ? ", drawn at random" : "")
                + (counts.unknown() > 0 ? "; " + counts.unknown() + (counts.unknown() == 1 ? " has" : " have") + " no '" + drivers.response() + "'" : "")
                + (counts.incomplete() > 0 ? "; " + counts.incomplete() + (counts.incomplete() == 1 ? " misses" : " miss") + " a predictor" : "")
                + " (seed " + drivers.question().seed() + "). What predicts is not therefore what causes.";
    }
}
