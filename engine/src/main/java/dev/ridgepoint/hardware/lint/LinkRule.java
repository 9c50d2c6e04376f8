package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.Link;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * A link is slower than the memory that it serves, and its latency is that of a message: a headline of both directions, or of a whole node, or
 * milliseconds, are mistakes.
 */
final class LinkRule implements ProfileRule {

    private static final double LEAST_LATENCY = 5e-8;
    private static final double MOST_LATENCY = 1e-3;

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<Finding> findings = new ArrayList<>();
        double memory = profile.hardware().bandwidth();
        for (Link link : profile.hardware().links()) {
            if (profile.node("links", link.name()).isEmpty()) {
                continue;
            }
            if (link.bandwidth().value() >= memory) {
                String rates = Quantity.format(link.bandwidth().value(), Dimension.BYTES_PER_SECOND) + " is no slower than main memory, which has "
                        + Quantity.format(memory, Dimension.BYTES_PER_SECOND);
                findings.add(profile.finding("link", rates + "; state one device's link in one direction", "links", link.name(), "bandwidth"));
            }
            link.latency().filter(time -> time.value() < LEAST_LATENCY || time.value() > MOST_LATENCY).ifPresent(time -> findings.add(profile.finding(
                    "link", Quantity.format(time.value(), Dimension.SECONDS) + " is not the latency of a message between devices",
                    "links", link.name(), "latency")));
        }
        return findings;
    }
}
