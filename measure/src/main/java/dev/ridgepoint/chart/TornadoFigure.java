package dev.ridgepoint.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a quantity does when one of its parameters is made smaller or larger, parameter by parameter: a bar to either side of 0 for each.
 *
 * @param title    the heading
 * @param subtitle a smaller line under it, or null
 * @param quantity what the bars measure, in percent: {@code Change of time (%)}
 * @param smaller  what made the parameters smaller, for the legend: {@code 10 % less}
 * @param larger   what made them larger
 * @param panels   one below the other, on one axis
 */
public record TornadoFigure(String title, String subtitle, String quantity, String smaller, String larger, List<Panel> panels) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public TornadoFigure {
        Check.named("the title of a figure", title);
        Check.named("the quantity of a figure", quantity);
        Check.named("what makes a parameter smaller", smaller);
        Check.named("what makes a parameter larger", larger);
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a tornado figure needs a panel");
        }
    }

    /**
     * What is about one quantity.
     *
     * @param title what it is called: {@code Decode}
     * @param bars  with the greatest effect first
     */
    public record Panel(String title, List<Bar> bars) {
        /** Sorts the bars by their effect. @throws IllegalArgumentException if there is none */
        public Panel {
            Check.named("a panel", title);
            bars = bars.stream().sorted(Comparator.comparingDouble(Bar::effect).reversed()).toList();
            if (bars.isEmpty()) {
                throw new IllegalArgumentException("panel '" + title + "' has no bar");
            }
        }
    }

    /**
     * One parameter.
     *
     * @param name    what it is called
     * @param smaller what happens when it is made smaller; empty where that cannot be
     * @param larger  what happens when it is made larger
     */
    public record Bar(String name, Optional<Side> smaller, Optional<Side> larger) {
        /** @throws IllegalArgumentException if it has no name or neither side */
        public Bar {
            Check.named("a bar", name);
            if (smaller.isEmpty() && larger.isEmpty()) {
                throw new IllegalArgumentException("bar '" + name + "' has neither side");
            }
        }

        /** How far apart its ends are, 0 being between them or an end. */
        public double effect() {
            double[] ends = DoubleStream.concat(DoubleStream.of(0), sides().mapToDouble(Side::percent)).sorted().toArray();
            return ends[ends.length - 1] - ends[0];
        }

        Stream<Side> sides() {
            return Stream.concat(smaller.stream(), larger.stream());
        }
    }

    /**
     * One change.
     *
     * @param percent by how much the quantity changes, in percent
     * @param cause   what the parameter was changed to, beside the bar; may be empty where the legend says it
     */
    public record Side(double percent, String cause) {
        /** @throws IllegalArgumentException if the change is not finite */
        public Side {
            if (!Double.isFinite(percent)) {
                throw new IllegalArgumentException("a bar ends somewhere, not at " + percent);
            }
        }
    }
}
