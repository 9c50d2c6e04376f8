package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.Measurements.Streamed;
import dev.ridgepoint.ceiling.Plateaus.Plateau;
import dev.ridgepoint.trial.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * The levels of memory: their sizes from the system where it reports them and the curve does not contradict, and from the curve otherwise.
 *
 * @param levels   from nearest to farthest
 * @param plateaus what the curve says by itself
 */
record Hierarchy(List<Level> levels, List<Plateau> plateaus) {

    /** A set of this share of a cache still lies in it: some of it is taken by what else runs. */
    private static final double COMFORTABLE = 0.75;
    /** The curve contradicts where what is really there is less than this share of what is reported. */
    private static final double CONTRADICTION = 0.5;

    /**
     * Finds the levels.
     *
     * @param curve   of reads by all threads, by ascending working set
     * @param caches  as the system reports them, the nearest first; may be empty
     * @param threads that read
     * @param memory  bytes of main memory
     */
    static Hierarchy of(List<Streamed> curve, List<Cache> caches, int threads, long memory) {
        long[] sets = curve.stream().mapToLong(Streamed::workingSet).toArray();
        double[] rates = curve.stream().mapToDouble(point -> rate(point).median()).toArray();
        List<Plateau> plateaus = Plateaus.of(sets, rates);
        List<Level> levels = new ArrayList<>(caches.isEmpty() ? fromCurve(curve, plateaus) : fromSystem(curve, caches, threads));
        Streamed farthest = curve.get(curve.size() - 1);
        levels.add(new Level("dram", memory, false, "system", rate(farthest), farthest.workingSet()));
        return new Hierarchy(List.copyOf(levels), plateaus);
    }

    private static Distribution rate(Streamed point) {
        return point.passes().rates(point.bytes());
    }

    private static List<Level> fromCurve(List<Streamed> curve, List<Plateau> plateaus) {
        List<Level> levels = new ArrayList<>();
        long nearer = 0;
        for (int i = 0; i + 1 < plateaus.size(); i++) {
            Plateau plateau = plateaus.get(i);
            Streamed best = best(curve, nearer, plateau.largest());
            levels.add(new Level("l" + (i + 1), plateau.largest(), i == 0, "curve: the largest working set before the bandwidth falls", rate(best),
                    best.workingSet()));
            nearer = plateau.largest();
        }
        return levels;
    }

    private static List<Level> fromSystem(List<Streamed> curve, List<Cache> caches, int threads) {
        List<Level> levels = new ArrayList<>();
        long nearer = 0;
        for (int i = 0; i < caches.size(); i++) {
            Cache cache = caches.get(i);
            boolean last = i == caches.size() - 1;
            boolean perCore = cache.instances() > 1 && !last;
            Streamed best = best(curve, nearer, (long) (COMFORTABLE * cache.withinReachOf(threads)));
            long seen = last ? seen(curve, best) : Long.MAX_VALUE;
            boolean contradicted = seen < CONTRADICTION * cache.withinReachOf(threads);
            String foundBy = contradicted
                    ? "curve: the bandwidth falls beyond " + Wording.bytes(seen) + "; the system reports " + Wording.bytes(cache.capacity()) : "system";
            levels.add(new Level("l" + cache.level(), contradicted ? seen : cache.capacity(), perCore, foundBy, rate(best), best.workingSet()));
            nearer = cache.withinReachOf(threads);
        }
        return levels;
    }

    /** The point of highest bandwidth among the working sets that fit into a level and not into the one before; failing that, the nearest point. */
    private static Streamed best(List<Streamed> curve, long nearer, long most) {
        Streamed best = null;
        for (Streamed point : curve) {
            boolean fits = point.workingSet() > nearer && point.workingSet() <= most;
            if (fits && (best == null || rate(point).median() > rate(best).median())) {
                best = point;
            }
        }
        if (best == null) {
            double middle = Math.sqrt(Math.max(1.0, nearer) * most);
            for (Streamed point : curve) {
                if (best == null || Math.abs(Math.log(point.workingSet() / middle)) < Math.abs(Math.log(best.workingSet() / middle))) {
                    best = point;
                }
            }
        }
        return best;
    }

    /** The largest working set that is still nearer to a level's bandwidth than to main memory's. */
    private static long seen(List<Streamed> curve, Streamed best) {
        double halfway = Math.sqrt(rate(best).median() * rate(curve.get(curve.size() - 1)).median());
        long seen = best.workingSet();
        for (Streamed point : curve) {
            if (point.workingSet() > seen && rate(point).median() > halfway) {
                seen = point.workingSet();
            }
        }
        return seen;
    }
}
