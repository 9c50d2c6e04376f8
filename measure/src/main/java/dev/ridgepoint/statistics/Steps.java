package dev.ridgepoint.statistics;

import java.util.Arrays;

/**
 * The distribution function of a sample, in counts: a step at each value.
 *
 * @param at    where it steps, ascending from 0 to 1, the least and the greatest number
 * @param below how many numbers are less
 * @param upTo  how many are not greater
 */
record Steps(double[] at, double[] below, double[] upTo) {

    static Steps of(double[] sorted) {
        int n = sorted.length;
        // Halves where a range overflows.
        double unit = Double.isInfinite(sorted[n - 1] - sorted[0]) ? 0.5 : 1;
        double range = sorted[n - 1] * unit - sorted[0] * unit;
        double[] at = new double[n];
        double[] below = new double[n];
        double[] upTo = new double[n];
        int steps = 0;
        for (int i = 0; i < n; i++) {
            double place = range == 0 ? 0 : (sorted[i] * unit - sorted[0] * unit) / range;
            if (i == 0 || place != at[steps - 1]) {
                at[steps] = place;
                below[steps++] = i;
            }
            upTo[steps - 1] = i + 1.0;
        }
        return new Steps(Arrays.copyOf(at, steps), Arrays.copyOf(below, steps), Arrays.copyOf(upTo, steps));
    }

    /**
     * The dip, by section 4 of Hartigan and Hartigan 1985. The interval that may hold the mode shrinks to where the greatest convex minorant and the least
     * concave majorant within it are farthest apart, until they are no farther apart there than the function is from them outside.
     */
    double dip() {
        int low = 0;
        int high = at.length - 1;
        double dip = 1;
        while (true) {
            int[] minorant = hull(below, 1, low, high);
            int[] majorant = hull(upTo, -1, low, high);
            Gap gap = widest(minorant, majorant);
            if (gap.width() <= dip) {
                break;
            }
            dip = Math.max(dip, farthest(minorant, below, upTo, low, gap.low() - 1));
            dip = Math.max(dip, farthest(majorant, upTo, below, gap.high() + 1, high));
            if (gap.low() == low && gap.high() == high) {
                break;
            }
            low = gap.low();
            high = gap.high();
        }
        return dip / (2 * upTo[upTo.length - 1]);
    }

    /**
     * Where two hulls are apart by {@code width}, and the corners about that place: one of the minorant at or before it, one of the majorant at or after it.
     */
    private record Gap(double width, int low, int high) { }

    /** Corners of the hull below (side 1) or above (side -1) of the steps from {@code low} to {@code high}. */
    private int[] hull(double[] heights, int side, int low, int high) {
        int[] corners = new int[high - low + 1];
        int size = 0;
        for (int i = low; i <= high; i++) {
            while (size >= 2 && side * turn(heights, corners[size - 2], corners[size - 1], i) >= 0) {
                size--;
            }
            corners[size++] = i;
        }
        return Arrays.copyOf(corners, size);
    }

    /** Above 0 where the way from one step over a second to a third turns down. As products: a quotient over the least distances overflows. */
    private double turn(double[] heights, int first, int second, int third) {
        return (heights[second] - heights[first]) * (at[third] - at[second]) - (heights[third] - heights[second]) * (at[second] - at[first]);
    }

    /** Of a hull's edge between two corners. */
    private double height(double[] heights, int from, int to, int step) {
        return heights[from] + (heights[to] - heights[from]) * ((at[step] - at[from]) / (at[to] - at[from]));
    }

    private Gap widest(int[] minorant, int[] majorant) {
        Gap widest = new Gap(-1, minorant[0], majorant[majorant.length - 1]);
        int edge = 0;
        for (int corner : minorant) {
            while (majorant[edge] < corner) {
                edge++;
            }
            int next = majorant[edge];
            double above = next == corner ? upTo[corner] : height(upTo, majorant[edge - 1], next, corner);
            if (above - below[corner] > widest.width()) {
                widest = new Gap(above - below[corner], corner, next);
            }
        }
        edge = 0;
        for (int corner : majorant) {
            while (edge + 1 < minorant.length && minorant[edge + 1] <= corner) {
                edge++;
            }
            int last = minorant[edge];
            double under = last == corner ? below[corner] : height(below, last, minorant[edge + 1], corner);
            if (upTo[corner] - under > widest.width()) {
                widest = new Gap(upTo[corner] - under, last, corner);
            }
        }
        return widest;
    }

    /** How far the far side of the steps {@code first} to {@code last} is from a hull. */
    private double farthest(int[] hull, double[] heights, double[] farSide, int first, int last) {
        double farthest = 0;
        int edge = 0;
        for (int i = first; i <= last; i++) {
            while (edge + 1 < hull.length - 1 && hull[edge + 1] <= i) {
                edge++;
            }
            farthest = Math.max(farthest, Math.abs(farSide[i] - height(heights, hull[edge], hull[edge + 1], i)));
        }
        return farthest;
    }
}
