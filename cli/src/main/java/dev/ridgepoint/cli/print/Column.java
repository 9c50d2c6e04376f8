package dev.ridgepoint.cli.print;

import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * One column of a table: what people read in it and what programs read in it.
 *
 * @param heading for people; empty in a column that only programs want
 * @param key     for programs, in snake case; empty in a column that only people want
 * @param number  whether it lines up on the right
 * @param shown   the cell for people
 * @param value   the cell for programs: a string, a number, a truth value, or null where there is nothing
 * @param <R>     what a row is about
 */
public record Column<R>(String heading, String key, boolean number, Function<R, String> shown, Function<R, Object> value) {

    private static final String NOTHING = "-";

    /** Words, the same for people and programs. */
    public static <R> Column<R> words(String heading, String key, Function<R, String> words) {
        return new Column<>(heading, key, false, row -> orNothing(words.apply(row)), words::apply);
    }

    /** A number that people read in units. */
    public static <R> Column<R> number(String heading, String key, ToDoubleFunction<R> value, DoubleFunction<String> written) {
        return new Column<>(heading, key, true, row -> written(value.applyAsDouble(row), written), value::applyAsDouble);
    }

    /** Words that a table for people leaves to its heading. */
    public static <R> Column<R> forPrograms(String key, Function<R, Object> value) {
        return new Column<>("", key, false, row -> "", value);
    }

    /** A number that programs can work out for themselves. */
    public static <R> Column<R> forPeople(String heading, Function<R, String> shown) {
        return new Column<>(heading, "", true, row -> orNothing(shown.apply(row)), row -> null);
    }

    /** The same column of rows that this one's rows are part of. */
    public <S> Column<S> of(Function<S, R> part) {
        return new Column<>(heading, key, number, row -> shown.apply(part.apply(row)), row -> value.apply(part.apply(row)));
    }

    /** The same column with its cells for people rewritten. */
    public Column<R> shownAs(UnaryOperator<String> rewriting) {
        return new Column<>(heading, key, number, row -> rewriting.apply(shown.apply(row)), value);
    }

    /** The same column, for programs alone. */
    public Column<R> hidden() {
        return forPrograms(key, value);
    }

    boolean isForPeople() {
        return !heading.isEmpty();
    }

    boolean isForPrograms() {
        return !key.isEmpty();
    }

    private static String written(double value, DoubleFunction<String> written) {
        return Double.isNaN(value) || Double.isInfinite(value) ? NOTHING : written.apply(value);
    }

    private static String orNothing(String words) {
        return words == null || words.isEmpty() ? NOTHING : words;
    }
}
