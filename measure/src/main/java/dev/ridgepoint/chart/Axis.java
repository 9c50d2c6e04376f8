package dev.ridgepoint.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis of a chart of series.
 *
 * @param title what it counts, with the unit
 * @param scale how values are spread along it
 * @param low   value at its start
 * @param high  value at its end
 * @param ticks marks, in rising order
 */
public record Axis(String title, Scale scale, double low, double high, List<Tick> ticks) {

    private static final double[] STEPS = {1, 2, 5};
    /** A logarithmic axis spans this factor at least, so that there is something to tell apart on it. */
    private static final double LEAST_SPAN = 6;
    private static final double MARGIN = 1.2;
    /** Up to this span, in decades, the axis is marked at 1, 2 and 5 of each. */
    private static final double FINE = 1.8;
    private static final int WANTED_TICKS = 5;
    /** So close to a mark a value is on it. */
    private static final double HAIR = 1e-9;

    /** How values are spread. */
    public enum Scale {
        LINEAR, LOGARITHMIC,
        /** Names at 0, 1, 2 and so on. */
        NAMES
    }

    /**
     * A mark.
     *
     * @param at   its value
     * @param text beside it
     */
    public record Tick(double at, String text) { }

    /** @throws IllegalArgumentException unless it goes up, and from above 0 if it is logarithmic */
    public Axis {
        Check.named("the title of an axis", title);
        ticks = List.copyOf(ticks);
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("an axis goes up, and not from " + low + " to " + high);
        }
        if (scale == Scale.LOGARITHMIC) {
            Check.positive("start of a logarithmic axis", low);
        }
    }

    /** A logarithmic axis that holds the values, marked at powers of ten, or more finely where there are few. */
    public static Axis logarithmic(String title, double[] values, DoubleFunction<String> written) {
        Axis bare = bare(title, values);
        double decades = Math.log10(bare.high / bare.low);
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(bare.low)); exponent <= Math.log10(bare.high); exponent++) {
            for (double step : decades > FINE ? new double[] {1} : STEPS) {
                ticks.add(tick(step * Math.pow(10, exponent), written));
            }
        }
        return bare.with(ticks.stream().filter(tick -> tick.at >= bare.low && tick.at <= bare.high).toList());
    }

    /** A logarithmic axis that is marked at the values themselves. */
    public static Axis logarithmicAt(String title, double[] values, DoubleFunction<String> written) {
        return bare(title, values).with(DoubleStream.of(values).distinct().sorted().mapToObj(value -> tick(value, written)).toList());
    }

    private static Axis bare(String title, double[] values) {
        double least = DoubleStream.of(values).min().orElseThrow();
        double greatest = DoubleStream.of(values).max().orElseThrow();
        Check.positive("a value on a logarithmic axis", least);
        double wider = Math.max(MARGIN, Math.sqrt(LEAST_SPAN * least / greatest));
        return new Axis(title, Scale.LOGARITHMIC, least / wider, greatest * wider, List.of());
    }

    /** An axis from 0 to a little beyond a value. */
    public static Axis fromZero(String title, double greatest, DoubleFunction<String> written) {
        Check.positive("the end of an axis", greatest);
        double power = Math.pow(10, Math.floor(Math.log10(greatest / WANTED_TICKS)));
        double step = DoubleStream.of(1, 2, 5, 10).map(s -> s * power).filter(s -> greatest / s <= WANTED_TICKS + 1).findFirst().orElse(10 * power);
        double high = greatest * 1.04;
        List<Tick> ticks = IntStream.rangeClosed(0, (int) Math.floor(high / step)).mapToObj(i -> tick(i * step, written)).toList();
        return new Axis(title, Scale.LINEAR, 0, high, ticks);
    }

    /**
     * An axis that begins and ends at marks and holds the values just so: for colours, and for bars to both sides of 0. A logarithmic one is marked at 1, 2
     * and 5 of each power of ten.
     */
    public static Axis between(String title, Scale scale, double[] values, DoubleFunction<String> written) {
        double least = DoubleStream.of(values).min().orElseThrow();
        double greatest = DoubleStream.of(values).max().orElseThrow();
        double[] marks = scale == Scale.LOGARITHMIC ? logarithmicMarks(least, greatest) : linearMarks(least, greatest);
        List<Tick> ticks = DoubleStream.of(marks).mapToObj(value -> tick(value, written)).toList();
        return new Axis(title, scale, marks[0], marks[marks.length - 1], ticks);
    }

    private static double[] logarithmicMarks(double least, double greatest) {
        Check.positive("a value on a logarithmic axis", least);
        int lowest = (int) Math.floor(Math.log10(least));
        int highest = (int) Math.ceil(Math.log10(greatest));
        double[] all = IntStream.rangeClosed(lowest, highest).boxed()
                .flatMapToDouble(exponent -> DoubleStream.of(STEPS).map(step -> step * Math.pow(10, exponent))).toArray();
        return around(all, least * (1 + HAIR), greatest * (1 - HAIR));
    }

    private static double[] linearMarks(double least, double greatest) {
        double span = greatest > least ? greatest - least : Math.max(1, Math.abs(least));
        double power = Math.pow(10, Math.floor(Math.log10(span / WANTED_TICKS)));
        double step = DoubleStream.of(1, 2, 5, 10).map(s -> s * power).filter(s -> span / s <= WANTED_TICKS + 1).findFirst().orElse(10 * power);
        long first = (long) Math.floor(least / step);
        double[] all = IntStream.rangeClosed(0, WANTED_TICKS + 4).mapToDouble(i -> (first + i) * step).toArray();
        return around(all, least + HAIR * step, greatest - HAIR * step);
    }

    /** The marks from the last one at or below the least to the first one at or above the greatest; two at least. */
    private static double[] around(double[] marks, double least, double greatest) {
        int from = 0;
        while (from + 1 < marks.length - 1 && marks[from + 1] <= least) {
            from++;
        }
        int to = from + 1;
        while (to < marks.length - 1 && marks[to] < greatest) {
            to++;
        }
        return DoubleStream.of(marks).skip(from).limit(to - from + 1).toArray();
    }

    /** An axis of names, each with room of 1. */
    public static Axis names(String title, List<String> names) {
        return new Axis(title, Scale.NAMES, -0.5, names.size() - 0.5, IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList());
    }

    private static Tick tick(double value, DoubleFunction<String> written) {
        return new Tick(value, written.apply(value));
    }

    private Axis with(List<Tick> marks) {
        return new Axis(title, scale, low, high, marks);
    }

    /** Where a value lies, 0 at the start and 1 at the end. */
    double fraction(double value) {
        return scale == Scale.LOGARITHMIC ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }
}
