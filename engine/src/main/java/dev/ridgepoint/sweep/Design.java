package dev.ridgepoint.sweep;

import java.util.List;

/** Which combinations of the swept fields' values are points. The points of a design have numbers from 0; what a number stands for depends on nothing else. */
public sealed interface Design permits Grid, Sobol, LatinHypercube {

    /** The fields' values. */
    List<Axis> axes();

    /** How many points. */
    long points();

    /** A way through the points, one a thread; quickest from a point to the next. */
    Cursor cursor();

    /** A place in a design. */
    interface Cursor {

        /**
         * Goes to a point.
         *
         * @param point  its number
         * @param values receives the value of each axis
         * @param levels receives the place of that value, for axes of {@link Axis.Levels}
         */
        void to(long point, double[] values, int[] levels);
    }

    /** Writes what shares from 0 to below 1 stand for. */
    static void spread(List<Axis> axes, double[] shares, double[] values, int[] levels) {
        for (int i = 0; i < shares.length; i++) {
            Axis axis = axes.get(i);
            if (axis instanceof Axis.Levels several) {
                levels[i] = several.level(shares[i]);
                values[i] = several.values()[levels[i]];
            } else {
                values[i] = axis.at(shares[i]);
            }
        }
    }
}
