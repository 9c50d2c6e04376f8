package dev.ridgepoint.cli.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which statistics which groups do not have. What has one cause is told in one line, however many groups and statistics it concerns. */
final class Undefined {

    /** What of a reason is a matter of the one group: {@code needs at least 8 values, has 3}, {@code all 3 values are 7.0}. */
    private static final Pattern FEW = Pattern.compile("needs at least (\\d+) values?, has \\d+");
    private static final Pattern ALIKE = Pattern.compile("all \\d+ values are .*");

    /** A cause of several groups: the statistics it takes from each group. */
    private final Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
    private final Map<String, String> inFull = new LinkedHashMap<>();

    /** A statistic and why a group does not have it, {@code name: reason}; empty for nothing. */
    void add(String group, String reason) {
        int colon = reason.indexOf(": ");
        if (colon < 0) {
            return;
        }
        String own = reason.substring(colon + 2);
        String cause = cause(own);
        inFull.put(group + "\n" + cause, own);
        List<String> statistics = groups.computeIfAbsent(cause, any -> new LinkedHashMap<>()).computeIfAbsent(group, any -> new ArrayList<>());
        if (!statistics.contains(reason.substring(0, colon))) {
            statistics.add(reason.substring(0, colon));
        }
    }

    private static String cause(String reason) {
        Matcher few = FEW.matcher(reason);
        if (few.matches()) {
            return "fewer than " + few.group(1) + " trials";
        }
        return ALIKE.matcher(reason).matches() ? "all trials of a group took the same time" : reason;
    }

    /** {@code Dip test and Jarque-Bera test of 14 groups (a, b, c and 11 more): fewer than 4 trials}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        groups.forEach((cause, ofCause) -> {
            Map<List<String>, List<String>> byStatistics = new LinkedHashMap<>();
            ofCause.forEach((group, statistics) -> byStatistics.computeIfAbsent(statistics, any -> new ArrayList<>()).add(group));
            byStatistics.forEach((statistics, labels) -> lines.add(Phrase.list(statistics) + (labels.size() == 1
                    ? " of " + labels.get(0) + ": " + inFull.get(labels.get(0) + "\n" + cause)
                    : " of " + labels.size() + " groups (" + Phrase.some(labels) + "): " + cause)));
        });
        return lines;
    }
}
