package dev.ridgepoint.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the spread of a response, such as latency, comes from: an amount of work each trial happened to have, such as tokens generated, the group it is in, or
 * neither. Shares of the variance about the mean (coefficients of determination of nested least-squares fits).
 *
 * <p>A mixture of output lengths looks like an unsteady device: a large coefficient of variation, a heavy tail, two modes. {@link #withinGroups()} says how
 * much of the spread within groups is only that.
 *
 * @param amountAlone explained by one straight line over the amount for all trials
 * @param groupAlone  explained by the groups' means
 * @param together    explained by a straight line over the amount for each group
 * @param lines       the line of each group
 */
public record VarianceShares(double amountAlone, double groupAlone, double together, List<Line> lines) {

    private static final String NAME = "variance shares";

    /**
     * The line of one group.
     *
     * @param group     its label
     * @param size      how many trials
     * @param intercept response where the amount is 0; empty where all amounts are the same
     * @param slope     response per amount: milliseconds a token; empty where all amounts are the same
     * @param share     of the group's own variance that the line explains; 0 where all amounts are the same, empty where the response does not vary
     */
    public record Line(String group, int size, OptionalDouble intercept, OptionalDouble slope, OptionalDouble share) { }

    /** The list is copied. */
    public VarianceShares {
        lines = List.copyOf(lines);
    }

    /**
     * @param response one number a trial
     * @param amounts  work of each trial
     * @param labels   group of each trial; there may be one group only
     * @throws UndefinedStatisticException if there is not one amount and one label for each trial, a number is not finite, or the response does not vary
     */
    public static VarianceShares of(double[] response, double[] amounts, List<String> labels) {
        if (amounts.length != response.length) {
            throw new UndefinedStatisticException(NAME, response.length + " trials have " + amounts.length + " amounts");
        }
        Sample all = Sample.of(NAME, 2, response).varying();
        Sample.of(NAME, 2, amounts);
        Groups groups = Groups.of(response, labels);
        Groups works = Groups.of(amounts, labels);
        double total = all.squares();
        double within = 0;
        double left = 0;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Straight line = Straight.through(works.shared(i), groups.shared(i));
            within += line.squares();
            left += line.residual();
            lines.add(line.of(groups.labels().get(i)));
        }
        double alone = 1 - Straight.through(amounts, response).residual() / total;
        return new VarianceShares(share(alone), share(1 - within / total), share(1 - left / total), lines);
    }

    /** What the amount explains beyond the groups. */
    public double onlyAmount() {
        return together - groupAlone;
    }

    /** What the groups explain beyond the amount. */
    public double onlyGroup() {
        return together - amountAlone;
    }

    /** What neither explains: the most that is left for the device's own unsteadiness. */
    public double neither() {
        return 1 - together;
    }

    /** Share of the spread within groups that the amount explains; empty where no group varies. */
    public OptionalDouble withinGroups() {
        return groupAlone >= 1 ? OptionalDouble.empty() : OptionalDouble.of(onlyAmount() / (1 - groupAlone));
    }

    private static double share(double rounded) {
        return Math.max(0, Math.min(1, rounded));
    }

    /** A least-squares line; {@code slope} and {@code intercept} are NaN where x does not vary. */
    private record Straight(int size, double intercept, double slope, double squares, double residual) {

        static Straight through(double[] x, double[] y) {
            Sample across = Sample.of(NAME, 1, x);
            Sample up = Sample.of(NAME, 1, y);
            double meanY = up.mean();
            double squares = up.min() == up.max() ? 0 : up.squares();
            if (across.min() == across.max()) {
                return new Straight(x.length, Double.NaN, Double.NaN, squares, squares);
            }
            double meanX = across.mean();
            double products = 0;
            for (int i = 0; i < x.length; i++) {
                products += (x[i] - meanX) * (y[i] - meanY);
            }
            double slope = products / across.squares();
            double residual = 0;
            for (int i = 0; i < x.length; i++) {
                double error = y[i] - meanY - slope * (x[i] - meanX);
                residual += error * error;
            }
            return new Straight(x.length, meanY - slope * meanX, slope, squares, Math.min(squares, residual));
        }

        Line of(String group) {
            OptionalDouble share = squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - residual / squares);
            boolean flat = Double.isNaN(slope);
            return new Line(group, size, flat ? OptionalDouble.empty() : OptionalDouble.of(intercept),
                    flat ? OptionalDouble.empty() : OptionalDouble.of(slope), share);
        }
    }
}
