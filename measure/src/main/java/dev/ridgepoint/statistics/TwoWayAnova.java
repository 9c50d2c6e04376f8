package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Interval;
import java.util.List;

/**
 * Two-way analysis of variance with interaction, by least squares.
 *
 * @param type         which sums of squares
 * @param first        effect of the first factor
 * @param second       effect of the second factor
 * @param interaction  of the two
 * @param residual     sum of squares that is left
 * @param residualDegrees its degrees of freedom
 */
public record TwoWayAnova(SumsOfSquares type, Effect first, Effect second, Effect interaction, double residual, int residualDegrees) {

    private static final String NAME = "Two-way analysis of variance";
    /** Beyond this many parameters the factors are not factors but names of trials. */
    private static final int MOST_PARAMETERS = 1000;

    /** What an effect is measured against (Langsrud 2003, doi 10.1023/A:1023260610025). They agree where every cell has as many trials. */
    public enum SumsOfSquares {
        /** What each factor adds to those before it, in the order given. */
        TYPE_I,
        /** What each factor adds to the other, the interaction left out; what {@code anova_lm(typ=2)} of statsmodels gives. */
        TYPE_II,
        /**
         * What each factor adds to everything else, interaction included. Levels are coded to add up to 0 ({@code C(task, Sum)}), and a continuous factor
         * counts from where it is 0: the effect of a categorical factor beside it is that at 0.
         */
        TYPE_III
    }

    /**
     * One line of the table.
     *
     * @param name            {@code task}, {@code task:size}
     * @param squares         sum of squares
     * @param degrees         of freedom
     * @param residual        sum of squares left by all effects
     * @param residualDegrees of freedom of that
     */
    public record Effect(String name, double squares, int degrees, double residual, int residualDegrees) {

        /** F and its p. */
        public TestResult test() {
            double f = squares / degrees / (residual / residualDegrees);
            return new TestResult(name, "F", f, List.of((double) degrees, (double) residualDegrees), UpperTail.f(f, degrees, residualDegrees));
        }

        /** {@code SS / (SS + SS of the residual)}. */
        public double partialEtaSquared() {
            return squares / (squares + residual);
        }

        /**
         * Where partial eta squared lies: {@code lambda / (lambda + df1 + df2 + 1)} for those noncentralities under which the F seen lies in either tail
         * (Smithson 2001, doi 10.1177/00131640121971392). A lower end of 0 with {@code level = 0.9} means p above 0.05.
         *
         * @param level the confidence: 0.9 is usual beside an F test at 0.05
         */
        public Interval partialEtaSquaredInterval(double level) {
            NoncentralF distribution = new NoncentralF(degrees, residualDegrees);
            double f = test().statistic();
            double tail = (1 - level) / 2;
            return new Interval(share(distribution.noncentrality(f, 1 - tail)), share(distribution.noncentrality(f, tail)), level);
        }

        private double share(double noncentrality) {
            return noncentrality / (noncentrality + degrees + residualDegrees + 1);
        }
    }

    /**
     * @param y one number a trial
     * @throws UndefinedStatisticException if the factors are not of as many trials, both are continuous, a number is not
     *                                     finite, a combination of levels has no trial, a continuous factor does not vary within a level, there are no more
     *                                     trials than parameters, or nothing is left to chance
     */
    public static TwoWayAnova of(SumsOfSquares type, double[] y, Factor first, Factor second) {
        Cells cells = Cells.of(NAME, y, first, second);
        int parameters = cells.parameters();
        if (parameters > MOST_PARAMETERS) {
            throw new UndefinedStatisticException(NAME, first.name() + " and " + second.name() + " have " + parameters + " parameters, more than "
                    + MOST_PARAMETERS);
        }
        if (y.length <= parameters) {
            throw new UndefinedStatisticException(NAME, y.length + " trials leave nothing to chance beside " + parameters + " parameters");
        }
        boolean marginal = type == SumsOfSquares.TYPE_III;
        Cells.Coding coding = marginal ? Cells.Coding.SUM : Cells.Coding.TREATMENT;
        Terms inOrder = new Terms(cells, coding, Term.FIRST, Term.SECOND, Term.INTERACTION);
        double residual = cells.within() + inOrder.residual();
        if (residual <= cells.noise()) {
            throw new UndefinedStatisticException(NAME, "the factors explain every trial exactly, and nothing is left to compare them with");
        }
        double ofFirst = switch (type) {
            case TYPE_I -> inOrder.squares(Term.FIRST);
            case TYPE_II -> new Terms(cells, coding, Term.SECOND, Term.FIRST, Term.INTERACTION).squares(Term.FIRST);
            case TYPE_III -> new Terms(cells, coding, Term.SECOND, Term.INTERACTION, Term.FIRST).squares(Term.FIRST);
        };
        double ofSecond = marginal ? new Terms(cells, coding, Term.FIRST, Term.INTERACTION, Term.SECOND).squares(Term.SECOND) : inOrder.squares(Term.SECOND);
        int left = y.length - parameters;
        return new TwoWayAnova(type,
                new Effect(first.name(), ofFirst, cells.columns(Term.FIRST), residual, left),
                new Effect(second.name(), ofSecond, cells.columns(Term.SECOND), residual, left),
                new Effect(first.name() + ":" + second.name(), inOrder.squares(Term.INTERACTION), cells.columns(Term.INTERACTION), residual, left),
                residual, left);
    }

    /** The lines of the table but for the residual. */
    public List<Effect> effects() {
        return List.of(first, second, interaction);
    }

    /** What the columns of the design stand for, the constant aside. */
    enum Term { FIRST, SECOND, INTERACTION }

    /** The design with its terms in some order, solved. */
    private static final class Terms {

        private final Cells cells;
        private final List<Term> order;
        private final LeastSquares solved;

        Terms(Cells cells, Cells.Coding coding, Term... order) {
            this.cells = cells;
            this.order = List.of(order);
            this.solved = cells.solve(coding, this.order);
        }

        double residual() {
            return solved.residual();
        }

        /** What a term adds to those before it. */
        double squares(Term term) {
            int before = 1;
            for (Term earlier : order.subList(0, order.indexOf(term))) {
                before += cells.columns(earlier);
            }
            return solved.explained(before, cells.columns(term));
        }
    }
}
