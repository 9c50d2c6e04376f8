package dev.ridgepoint.driver;

import dev.ridgepoint.driver.Predictor.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Which numbers contain the answer: a forest that is told them explains nothing. */
public final class Circularity {

    /** From here on the order of a column is that of the response, but for rounding. */
    private static final double SAME_ORDER = 0.999;
    /** A few values are in the same order by chance. */
    private static final int FEWEST_VALUES = 10;
    /** A product or a ratio of rounded values is off by as much. */
    private static final double ROUNDING = 0.01;
    /** Trials that are looked at; a formula that holds for these holds for all. */
    private static final int LOOKED_AT = 2000;

    private Circularity() { }

    /** How two columns make one: {@code a / b}. */
    private record Formula(String sign, DoubleBinaryOperator of) { }

    private static final List<Formula> FORMULAS = List.of(
            new Formula("%s / %s", (a, b) -> a / b), new Formula("%2$s / %1$s", (a, b) -> b / a), new Formula("%s x %s", (a, b) -> a * b));

    /**
     * The columns that hold the answer, and why.
     *
     * @param name     of the response
     * @param response one a trial
     * @param columns  to look at; NaN where nothing is written
     * @param measured whether a column is known to be measured with the response, as its time is: of two columns that make the response together, that
     *                 one holds the answer
     */
    public static Map<String, String> in(String name, double[] response, List<Numbers> columns, Predicate<String> measured) {
        int[] rows = IntStream.range(0, response.length).limit(LOOKED_AT).toArray();
        double[] answer = at(rows, response);
        Map<String, String> found = new LinkedHashMap<>();
        for (Numbers column : columns) {
            double order = order(answer, at(rows, column.values()));
            if (Math.abs(order) >= SAME_ORDER && Arrays.stream(at(rows, column.values())).distinct().count() >= FEWEST_VALUES) {
                found.put(column.name(), "is in " + (order > 0 ? "the order of '" : "the reverse order of '") + name + "'");
            }
        }
        Set<String> alone = Set.copyOf(found.keySet());
        List<Numbers> others = columns.stream().filter(column -> !alone.contains(column.name())).toList();
        for (int i = 0; i < others.size(); i++) {
            for (int j = i + 1; j < others.size(); j++) {
                Numbers a = others.get(i);
                Numbers b = others.get(j);
                formula(answer, at(rows, a.values()), at(rows, b.values()), a.name(), b.name()).ifPresent(formula ->
                        found.putIfAbsent(blamed(answer, rows, a, b, measured), "makes '" + name + "' together with another: " + formula));
            }
        }
        return found;
    }

    private static Optional<String> formula(double[] answer, double[] a, double[] b, String first, String second) {
        // Where one of them hardly varies, any column like the answer would do.
        return spread(a) < 2 * ROUNDING || spread(b) < 2 * ROUNDING ? Optional.empty()
                : FORMULAS.stream().filter(formula -> isConstant(answer, a, b, formula.of()))
                        .map(formula -> formula.sign().formatted(first, second)).findFirst();
    }

    private static boolean isConstant(double[] answer, double[] a, double[] b, DoubleBinaryOperator of) {
        double[] ratios = IntStream.range(0, answer.length).mapToDouble(i -> answer[i] / of.applyAsDouble(a[i], b[i]))
                .filter(Double::isFinite).sorted().toArray();
        double middle = ratios.length < FEWEST_VALUES ? 0 : ratios[ratios.length / 2];
        long off = Arrays.stream(ratios).filter(ratio -> !(Math.abs(ratio / middle - 1) <= ROUNDING)).count();
        return middle != 0 && off <= ratios.length / 20;
    }

    private static double spread(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        return finite.length < FEWEST_VALUES ? 0 : Math.sqrt(StatUtils.populationVariance(finite)) / Math.abs(StatUtils.mean(finite));
    }

    private static String blamed(double[] answer, int[] rows, Numbers a, Numbers b, Predicate<String> measured) {
        if (measured.test(a.name()) != measured.test(b.name())) {
            return measured.test(a.name()) ? a.name() : b.name();
        }
        return Math.abs(order(answer, at(rows, a.values()))) >= Math.abs(order(answer, at(rows, b.values()))) ? a.name() : b.name();
    }

    private static double[] at(int[] rows, double[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /** Spearman's rank correlation of what both have; 0 where one does not vary. */
    private static double order(double[] a, double[] b) {
        int[] both = IntStream.range(0, a.length).filter(i -> Double.isFinite(a[i]) && Double.isFinite(b[i])).toArray();
        double order = both.length < 2 ? 0 : new SpearmansCorrelation().correlation(at(both, a), at(both, b));
        return Double.isNaN(order) ? 0 : order;
    }

    /**
     * Two predictors that go together: shuffling one leaves what it knows in the other, and both seem to matter less.
     *
     * @param spearman rank correlation
     */
    public record Pair(String first, String second, double spearman) { }

    /** Pairs of numbers whose rank correlation is beyond {@code limit}. */
    public static List<Pair> together(List<Predictor> predictors, double limit) {
        List<Numbers> numbers = predictors.stream().filter(Numbers.class::isInstance).map(Numbers.class::cast).toList();
        return IntStream.range(0, numbers.size()).boxed().flatMap(i -> IntStream.range(i + 1, numbers.size()).mapToObj(j -> new Pair(numbers.get(i).name(),
                numbers.get(j).name(), order(numbers.get(i).values(), numbers.get(j).values())))).filter(pair -> Math.abs(pair.spearman()) > limit).toList();
    }
}
