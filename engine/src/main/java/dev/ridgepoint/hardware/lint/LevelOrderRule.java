package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Levels stand from nearest to farthest, so each is at least as fast as the next; an override of the farthest alone can break that. */
final class LevelOrderRule implements ProfileRule {

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<MemoryLevel> levels = profile.hardware().memory().stream().filter(level -> level.bandwidth().isPresent()).toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i + 1 < levels.size(); i++) {
            double near = levels.get(i).bandwidth().orElseThrow().value();
            double far = levels.get(i + 1).bandwidth().orElseThrow().value();
            if (near < far) {
                findings.add(profile.finding(
                        "level-order", Quantity.format(near, Dimension.BYTES_PER_SECOND) + " is slower than " + levels.get(i + 1).name() + " behind it, which has "
                                + Quantity.format(far, Dimension.BYTES_PER_SECOND), "memory", levels.get(i).name(), "bandwidth"));
            }
        }
        return findings;
    }
}
