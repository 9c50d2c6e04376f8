package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.sweep.Best;
import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweep.Front;
import dev.ridgepoint.sweep.Objective;
import dev.ridgepoint.sweepfile.Keep.FrontOf;
import java.util.Arrays;
import java.util.List;

/** What is kept of the points seen so far, beside the points themselves: the fronts and the best. */
final class Survivors {

    private final Keep keep;
    private final Objective[][] wants;
    private final double[][] costs;
    private final Front[] fronts;
    private final Objective[] by;
    private final Best[] best;

    Survivors(Keep keep) {
        this.keep = keep;
        this.wants = keep.fronts().stream().map(front -> front.of().stream().map(want -> want.objective(front.digits())).toArray(Objective[]::new))
                .toArray(Objective[][]::new);
        this.costs = Arrays.stream(wants).map(want -> new double[want.length]).toArray(double[][]::new);
        this.fronts = Arrays.stream(wants).map(want -> new Front(want.length)).toArray(Front[]::new);
        this.by = keep.best().stream().map(list -> list.by().objective(Objective.EXACT)).toArray(Objective[]::new);
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
            requireShort(front);
        }
        for (int i = 0; i < best.length; i++) {
            best[i].offer(point, by[i].cost(evaluation));
        }
    }

    void offerAll(Survivors others) {
        for (int i = 0; i < fronts.length; i++) {
            fronts[i].offerAll(others.fronts[i]);
            requireShort(i);
        }
        for (int i = 0; i < best.length; i++) {
            best[i].offerAll(others.best[i]);
        }
    }

    private void requireShort(int front) {
        if (fronts[front].isLongerThan(FrontOf.MOST_POINTS)) {
            throw new InvalidInputException("front '" + keep.fronts().get(front).name() + "' has more than " + FrontOf.MOST_POINTS
                    + " points: what it weighs hardly competes; give it 'digits: 3', so that only three digits tell points apart");
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
