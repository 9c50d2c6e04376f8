package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Arrays;
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

    static ChartScale of(Column column, Scale scale, double[] values) {
        Optional<Dimension> dimension = column.unit().dimension();
        String symbol = column.unit().symbol();
        double size = 1;
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
        return scale == Scale.LOGARITHMIC ? Axis.logarithmic(title, values, Quantity::significant) : linear(values);
    }

    /** The same, marked at the values where they are few. */
    Axis axisOfLevels(double[] values) {
        boolean few = Arrays.stream(values).distinct().count() <= FEW;
        return scale == Scale.LOGARITHMIC && few ? Axis.logarithmicAt(title, values, Quantity::significant) : axis(values);
    }

    private Axis linear(double[] values) {
        double greatest = DoubleStream.of(values).max().orElse(0);
        return Axis.fromZero(title, greatest > 0 ? greatest : 1, Quantity::significant);
    }
}
