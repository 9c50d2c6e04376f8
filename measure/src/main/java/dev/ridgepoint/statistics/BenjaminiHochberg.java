package dev.ridgepoint.statistics;

/**
 * p values of many tests, adjusted so that those below a level hold that share of false discoveries at most (Benjamini and Hochberg 1995, doi
 * 10.1111/j.2517-6161.1995.tb02031.x): from the greatest p down, {@code min(p_i m / i)}.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() { }

    /** In the order given. @throws UndefinedStatisticException if there is none, or one of them is not between 0 and 1 */
    public static double[] adjusted(double... p) {
        int[] order = Holm.ascending("Benjamini-Hochberg", p);
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int test = order[rank - 1];
            least = Math.min(least, p[test] * p.length / rank);
            adjusted[test] = least;
        }
        return adjusted;
    }
}
