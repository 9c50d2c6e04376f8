package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Best;
import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweep.Front;
import dev.ridgepoint.sweep.Objective;

/** What is kept of the points seen so far, beside the points themselves: the front and the best. */
final class Survivors {

    private final Objective[] front;
    private final Objective by;
    private final double[] costs;
    private final Front members;
    private final Best best;

    Survivors(Keep keep) {
        this.front = keep.front().toArray(Objective[]::new);
        this.by = keep.by().orElse(null);
        this.costs = new double[front.length];
        this.members = front.length == 0 ? null : new Front(front.length);
        this.best = by == null ? null : new Best(keep.best());
    }

    void offer(long point, Evaluation evaluation) {
        if (members != null) {
            for (int i = 0; i < costs.length; i++) {
                costs[i] = front[i].cost(evaluation);
            }
            members.offer(point, costs);
        }
        if (best != null) {
            best.offer(point, by.cost(evaluation));
        }
    }

    void offerAll(Survivors others) {
        if (members != null) {
            members.offerAll(others.members);
        }
        if (best != null) {
            best.offerAll(others.best);
        }
    }

    long[] front() {
        return members == null ? new long[0] : members.points();
    }

    long[] best() {
        return best == null ? new long[0] : best.points();
    }
}
