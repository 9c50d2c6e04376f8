package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How a column's numbers are laid along an axis: in the prefix that suits the greatest.
 *
 * @param title of the axis, with the unit
 * @param size  of that unit in the column's
 * @param scale how values are spread
 */
record ChartScale(String title, double size, Scale scale) {

    private static final int FEW = 13;
    private static final int MOST_BARE = 3;
    private static final double PERCENT = 0.01;

    static ChartScale of(Column column, Scale scale, double[] values) {
        Optional<Dimension> dimension = column.unit().dimension();
        String symbol = column.unit().symbol();
        double size = column.unit() == Unit.SHARE ? PERCENT : 1;
        if (dimension.isPresent()) {
            symbol = Quantity.format(DoubleStream.of(values).max().orElse(1), dimension.get()).split(" ")[1];
            size = dimension.get().units().get(symbol);
        }
        return new ChartScale(column.title() + (symbol.isEmpty() ? "" : " (" + symbol + ")"), size, scale);
    }

    double at(double value) {
        return value / size;
    }

    /** Whether a value can be shown. */
    boolean shows(double value) {
        return Double.isFinite(value) && (scale != Scale.LOGARITHMIC || value > 0);
    }

    /** An axis for values as they come out of {@link #at}. */
    Axis axis(double[] values) {
        return scale == Scale.LOGARITHMIC ? logarithmic(values) : linear(values);
    }

    /** Powers of ten alone would leave two or three marks over two decades. */
    private Axis logarithmic(double[] values) {
        Axis axis = Axis.logarithmic(title, values, Quantity::significant);
        if (axis.ticks().size() > MOST_BARE) {
            return axis;
        }
        List<Axis.Tick> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(axis.low())); exponent <= Math.log10(axis.high()); exponent++) {
            for (double step : new double[] {1, 3}) {
                double at = step * Math.pow(10, exponent);
                if (at >= axis.low() && at <= axis.high()) {
                    ticks.add(new Axis.Tick(at, Quantity.significant(at)));
                }
            }
        }
        return ticks.size() > axis.ticks().size() ? new Axis(title, scale, axis.low(), axis.high(), ticks) : axis;
    }

    /** The same, marked at the values where they are few and round. */
    Axis axisOfLevels(double[] values) {
        boolean few = Arrays.stream(values).distinct().count() <= FEW && Arrays.stream(values).allMatch(ChartScale::isRound);
        return scale == Scale.LOGARITHMIC && few ? Axis.logarithmicAt(title, values, Quantity::significant) : axis(values);
    }

    /** Whether a value is whole, or has two digits at most. */
    private static boolean isRound(double value) {
        double twoDigits = new BigDecimal(value).round(new MathContext(2)).doubleValue();
        return value == Math.rint(value) || Math.abs(value - twoDigits) < 1e-9 * value;
    }

    private Axis linear(double[] values) {
        double greatest = DoubleStream.of(values).max().orElse(0);
        return Axis.fromZero(title, greatest > 0 ? greatest : 1, Quantity::significant);
    }
}
