package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Best;
import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweep.Front;
import dev.ridgepoint.sweep.Objective;
import java.util.Arrays;
import java.util.List;

/** What is kept of the points seen so far, beside the points themselves: the fronts and the best. */
final class Survivors {

    private final Objective[][] wants;
    private final double[][] costs;
    private final Front[] fronts;
    private final Objective[] by;
    private final Best[] best;

    Survivors(Keep keep) {
        this.wants = keep.fronts().stream().map(front -> front.of().stream().map(Wanted::objective).toArray(Objective[]::new)).toArray(Objective[][]::new);
        this.costs = Arrays.stream(wants).map(want -> new double[want.length]).toArray(double[][]::new);
        this.fronts = Arrays.stream(wants).map(want -> new Front(want.length)).toArray(Front[]::new);
        this.by = keep.best().stream().map(list -> list.by().objective()).toArray(Objective[]::new);
        this.best = keep.best().stream().map(list -> new Best(list.count())).toArray(Best[]::new);
    }

    void offer(long point, Evaluation evaluation) {
        for (int front = 0; front < fronts.length; front++) {
            Objective[] want = wants[front];
            double[] cost = costs[front];
            for (int i = 0; i < cost.length; i++) {
                cost[i] = want[i].cost(evaluation);
            }
            fronts[front].offer(point, cost);
        }
        for (int i = 0; i < best.length; i++) {
            best[i].offer(point, by[i].cost(evaluation));
        }
    }

    void offerAll(Survivors others) {
        for (int i = 0; i < fronts.length; i++) {
            fronts[i].offerAll(others.fronts[i]);
        }
        for (int i = 0; i < best.length; i++) {
            best[i].offerAll(others.best[i]);
        }
    }

    /** The points of each front, best in its first want first. */
    List<long[]> fronts() {
        return Arrays.stream(fronts).map(Front::points).toList();
    }

    /** The points of each list, best first. */
    List<long[]> best() {
        return Arrays.stream(best).map(Best::points).toList();
    }
}
