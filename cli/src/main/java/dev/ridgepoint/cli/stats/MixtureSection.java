package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.statistics.VarianceShares;
import dev.ridgepoint.statistics.VarianceShares.Line;
import dev.ridgepoint.trialset.TrialStudy;
import java.util.List;

/** How much of the spread is only that trials had different amounts to do. */
final class MixtureSection {

    private static final String TITLE = "A mixture, or an unsteady device";

    private MixtureSection() { }

    static Section of(TrialStudy study) {
        String tasks = tasks(study);
        if (study.mixture().value().isEmpty()) {
            return new Section("mixture", TITLE, tasks.isEmpty() ? "Not computed." : tasks, List.of(), List.of(study.mixture().undefined()));
        }
        VarianceShares shares = study.mixture().value().get();
        return new Section("mixture", TITLE, (found(shares) + " " + tasks).strip(), List.of(
                new Section.Titled("shares", "Shares of the variance of all times", new Table<>(List.of(
                        Column.<Share>words("from", "from", Share::from), Column.<Share>number("share", "share", Share::share, Written::percent)), List.of(
                        new Share("tokens alone, one line for all", shares.amountAlone()), new Share("groups alone", shares.groupAlone()),
                        new Share("a line over tokens for each group", shares.together()), new Share("neither", shares.neither())))),
                new Section.Titled("lines", "A straight line of time over tokens for each group: time per token, time at 0 tokens, variance explained", new Table<>(List.of(
                        Column.<Line>words(study.roles().group(), "label", Line::group),
                        Column.<Line>number("n", "n", Line::size, Phrase::count),
                        Column.<Line>number("per token", "per_token", line -> line.slope().orElse(Double.NaN), Written::number),
                        Column.<Line>number("at 0 tokens", "intercept", line -> line.intercept().orElse(Double.NaN), Written::number),
                        Column.<Line>number("explained", "share", line -> line.share().orElse(Double.NaN), Written::percent)), shares.lines()))), List.of());
    }

    /** Tasks with means of their own are a mixture too. */
    private static String tasks(TrialStudy study) {
        if (study.taskShare().value().isEmpty()) {
            return "";
        }
        double share = study.taskShare().value().get();
        String task = study.roles().task().orElseThrow();
        return "Differences between the means of each " + task + " explain " + Written.percent(share) + " of the spread within groups"
                + (share < 0.5 ? "." : ": what is said of a group is said of a mixture of them; leave all but one out with --drop to see that one alone.");
    }

    private record Share(String from, double share) { }

    private static String found(VarianceShares shares) {
        if (shares.withinGroups().isEmpty()) {
            return "No group's times vary.";
        }
        double within = shares.withinGroups().getAsDouble();
        String much = "How many tokens a trial generated explains " + Written.percent(within) + " of the spread within groups. ";
        String left = "At most " + Written.percent(shares.neither()) + " of the variance of all times is left for the device, and for what was not recorded.";
        if (within >= 0.5) {
            return much + "The coefficients of variation, the tails and the modes above are mostly a mixture of output lengths and not unsteadiness of the"
                    + " device: read them as a property of the workload. " + left;
        }
        return much + (within >= 0.1 ? "Part of what looks unsteady is a mixture of output lengths. " : "The spread is not one of output lengths. ") + left;
    }
}
