package dev.ridgepoint.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for labels: each in turn takes the spot that costs least, and then all reconsider now that they see the others.
 * Greedy, but a figure has few labels and many spots.
 */
final class Placement {

    /**
     * What something costs when a label lies on it.
     *
     * @param afar whether it matters only to a label that stands away from its own point, as beside another's it would mislead
     */
    record Obstacle(Outline outline, double cost, boolean afar) {
        Obstacle(Outline outline, double cost) {
            this(outline, cost, false);
        }
    }

    /** A label that would cost this much is left out, unless it is needed. */
    private static final double TOO_MUCH = 64;

    /** The cost of lying on another label, which nothing outweighs. */
    private static final double ON_TEXT = 2000;
    private static final double ON_LEADER = 150;
    private static final double LEADER_ON_LEADER = 60;
    private static final double SHORTER_WORDING = 12;
    private static final double WORTH_IT = 15;
    private static final double LINE_OVER = 0.1;
    private static final int ROUNDS = 4;

    private final List<Obstacle> obstacles;
    private final Rectangle2D area;
    private final double margin;

    /**
     * @param obstacles what labels had better not lie on
     * @param area      what labels must not leave
     * @param margin    the room kept about a text
     */
    Placement(List<Obstacle> obstacles, Rectangle2D area, double margin) {
        this.obstacles = obstacles;
        this.area = area;
        this.margin = margin;
    }

    /** The labels in their places, in the order given; null for one that found none. */
    List<Label.Placed> place(List<Label> labels) {
        List<Label.Placed> placed = new ArrayList<>();
        labels.forEach(label -> placed.add(null));
        for (int round = 0; round < ROUNDS; round++) {
            boolean moved = false;
            for (int i = 0; i < labels.size(); i++) {
                Label.Placed before = placed.set(i, null);
                Label.Placed now = best(labels.get(i), placed);
                placed.set(i, now);
                moved |= before == null ? now != null : now == null || !before.spot().equals(now.spot());
            }
            if (!moved) {
                break;
            }
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).needed() && (placed.get(i) == null || placed.get(i).cost() > TOO_MUCH)) {
                makeWay(i, labels, placed);
            }
        }
        return placed;
    }

    /** Lets a needed label that stands badly have the room of the one that is not needed whose going helps it most. */
    private void makeWay(int needed, List<Label> labels, List<Label.Placed> placed) {
        placed.set(needed, null);
        Label.Placed best = best(labels.get(needed), placed);
        int gone = -1;
        for (int i = 0; i < labels.size(); i++) {
            Label.Placed other = placed.get(i);
            if (other != null && !labels.get(i).needed()) {
                placed.set(i, null);
                Label.Placed without = best(labels.get(needed), placed);
                placed.set(i, other);
                if (without != null && (best == null || without.cost() < best.cost() - WORTH_IT)) {
                    best = without;
                    gone = i;
                }
            }
        }
        placed.set(needed, best);
        if (gone >= 0) {
            placed.set(gone, null);
            placed.set(gone, best(labels.get(gone), placed));
        }
    }

    private Label.Placed best(Label label, List<Label.Placed> others) {
        List<Outline> texts = new ArrayList<>();
        List<Outline> leaders = new ArrayList<>();
        for (Label.Placed other : others) {
            if (other != null) {
                texts.add(other.outline(margin));
                Line2D leader = other.leader();
                if (leader != null) {
                    leaders.add(Outline.segment(leader.getP1(), leader.getP2()));
                }
            }
        }
        Label.Placed best = null;
        double least = label.needed() ? ON_TEXT : TOO_MUCH;
        for (int wording = 0; wording < label.texts().size(); wording++) {
            String text = label.texts().get(wording);
            for (Label.Spot spot : label.spots().apply(Typeface.width(label.font(), text))) {
                double start = spot.penalty() + wording * SHORTER_WORDING;
                if (start < least) {
                    Label.Placed candidate = new Label.Placed(label, text, spot, 0);
                    double cost = start + cost(candidate, texts, leaders, least - start);
                    if (cost < least) {
                        least = cost;
                        best = new Label.Placed(label, text, spot, cost);
                    }
                }
            }
        }
        return best;
    }

    /** What a place costs, or more than {@code enough} as soon as that is certain. */
    private double cost(Label.Placed candidate, List<Outline> texts, List<Outline> leaders, double enough) {
        Outline box = candidate.outline(margin);
        if (!box.within(area)) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = 0;
        for (Outline text : texts) {
            cost += box.touches(text) ? ON_TEXT : 0;
        }
        for (Outline leader : leaders) {
            cost += box.touches(leader) ? ON_LEADER : 0;
        }
        for (Obstacle obstacle : obstacles) {
            if (cost >= enough) {
                return cost;
            }
            if (!obstacle.afar() || candidate.spot().tether() != null) {
                cost += box.touches(obstacle.outline()) ? obstacle.cost() : 0;
            }
        }
        Line2D leader = candidate.leader();
        if (leader != null && cost < enough) {
            // A line to the label may cross a roof, which a text may not, but it should not strike another point or a text.
            Outline line = Outline.segment(leader.getP1(), leader.getP2());
            for (Outline text : texts) {
                cost += line.touches(text) ? ON_LEADER : 0;
            }
            for (Outline other : leaders) {
                cost += line.touches(other) ? LEADER_ON_LEADER : 0;
            }
            for (Obstacle obstacle : obstacles) {
                cost += !obstacle.afar() && line.touches(obstacle.outline()) ? obstacle.cost() * LINE_OVER : 0;
            }
        }
        return cost;
    }
}
