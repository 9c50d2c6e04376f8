package dev.ridgepoint.statistics;

import dev.ridgepoint.statistics.OptimizationPriority.Measure;
import dev.ridgepoint.statistics.OptimizationPriority.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a ranking by {@link OptimizationPriority} stands when the weights are others: each in turn is moved up and down by some amount, kept between 0 and
 * 1, and the other three shrink or grow in proportion so that all add up to 1 again.
 *
 * @param shifts one after another
 */
public record PrioritySensitivity(List<Shift> shifts) {

    /** By how much the paper moves a weight. */
    public static final double PUBLISHED_STEP = 0.10;

    /** The list is copied. */
    public PrioritySensitivity {
        shifts = List.copyOf(shifts);
    }

    /**
     * One weight moved.
     *
     * @param measure whose weight
     * @param step    by how much it was asked to move
     * @param weights after it
     * @param scores  under these
     * @param changes things whose rank or side of the line is another
     */
    public record Shift(Measure measure, double step, Weights weights, List<PriorityScore> scores, List<Change> changes) { }

    /**
     * One thing under two sets of weights.
     *
     * @param before score and rank under the weights given
     * @param after  under those moved
     */
    public record Change(PriorityScore before, PriorityScore after) {

        /** Whether the rank is another. */
        public boolean changesRank() {
            return before.rank() != after.rank();
        }

        /** Whether only one of the scores is above {@link OptimizationPriority#INTERVENTION}. */
        public boolean crossesLine() {
            return before.score() > OptimizationPriority.INTERVENTION != after.score() > OptimizationPriority.INTERVENTION;
        }
    }

    /**
     * @param step how far weights move: {@value #PUBLISHED_STEP}
     * @throws UndefinedStatisticException if the step is not above 0
     */
    public static PrioritySensitivity of(OptimizationPriority priority, double step) {
        if (!(step > 0 && step <= 1)) {
            throw new UndefinedStatisticException("sensitivity", "a weight moves by more than 0 and at most 1, not by " + step);
        }
        List<Shift> shifts = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            for (double signed : new double[] {-step, step}) {
                Weights weights = moved(priority.weights(), measure, signed);
                List<PriorityScore> scores = OptimizationPriority.of(priority.measures(), weights).scores();
                List<Change> changes = new ArrayList<>();
                for (int i = 0; i < scores.size(); i++) {
                    Change change = new Change(priority.scores().get(i), scores.get(i));
                    if (change.changesRank() || change.crossesLine()) {
                        changes.add(change);
                    }
                }
                shifts.add(new Shift(measure, signed, weights, scores, List.copyOf(changes)));
            }
        }
        return new PrioritySensitivity(shifts);
    }

    /** Whether no rank changes under any shift. */
    public boolean keepsRanks() {
        return shifts.stream().flatMap(shift -> shift.changes().stream()).noneMatch(Change::changesRank);
    }

    private static Weights moved(Weights weights, Measure measure, double step) {
        double[] values = weights.values();
        int at = measure.ordinal();
        double target = Math.max(0, Math.min(1, values[at] + step));
        double others = 1 - values[at];
        for (int i = 0; i < values.length; i++) {
            if (i != at) {
                // A weight that was all there is gives to the others in equal parts.
                values[i] = others == 0 ? (1 - target) / (values.length - 1) : values[i] * (1 - target) / others;
            }
        }
        values[at] = target;
        return new Weights(values[0], values[1], values[2], values[3]);
    }
}
