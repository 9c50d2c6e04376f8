package dev.ridgepoint.predict;

/** Sums the maximum of three affine functions over the whole numbers. */
final class AffineMaximum {

    private AffineMaximum() { }

    /**
     * {@code sum over j = 0 .. n-1 of max(a(j), b(j), c(j))}, each function given by its first and last value. The maximum of affine functions is convex, so a
     * function that is greatest at both ends is greatest throughout; otherwise the range is cut where the two that are greatest at its ends cross.
     */
    static double sum(double aFirst, double aLast, double bFirst, double bLast, double cFirst, double cLast, double n) {
        double first = Math.max(aFirst, Math.max(bFirst, cFirst));
        if (n == 1) {
            return first;
        }
        double last = Math.max(aLast, Math.max(bLast, cLast));
        if (aFirst == first && aLast == last || bFirst == first && bLast == last || cFirst == first && cLast == last) {
            return n * (first + last) / 2;
        }
        double risingFirst = aLast == last ? aFirst : bLast == last ? bFirst : cFirst;
        double fallingLast = aFirst == first ? aLast : bFirst == first ? bLast : cLast;
        // The one that is greatest at the start leads by this much there, and trails by that much at the end.
        double lead = first - risingFirst;
        double trail = last - fallingLast;
        double head = Math.min(n - 1, Math.max(1, Math.floor((n - 1) * lead / (lead + trail)) + 1));
        double before = (head - 1) / (n - 1);
        double after = head / (n - 1);
        return sum(aFirst, at(aFirst, aLast, before), bFirst, at(bFirst, bLast, before), cFirst, at(cFirst, cLast, before), head)
                + sum(at(aFirst, aLast, after), aLast, at(bFirst, bLast, after), bLast, at(cFirst, cLast, after), cLast, n - head);
    }

    private static double at(double first, double last, double share) {
        return first + (last - first) * share;
    }
}
