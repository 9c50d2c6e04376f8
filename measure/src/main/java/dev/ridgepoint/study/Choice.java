package dev.ridgepoint.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which points a figure or a table is about.
 *
 * @param cells for each factor that is restricted, the cells that are taken
 */
record Choice(Map<Factor, Set<String>> cells) {

    Choice {
        cells = new LinkedHashMap<>(cells);
    }

    boolean takes(PointTable.Row row) {
        return cells.entrySet().stream().allMatch(entry -> entry.getValue().contains(row.text(entry.getKey().column())));
    }

    /** Whether a factor takes several values among the chosen points. */
    boolean leavesOpen(Factor factor) {
        return count(factor) > 1;
    }

    /** How many values a factor takes among the chosen points. */
    int count(Factor factor) {
        return cells.containsKey(factor) ? cells.get(factor).size() : factor.levels().size();
    }
}
