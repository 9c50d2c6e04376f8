package dev.ridgepoint.sweep;

import java.util.List;

/**
 * All combinations, the last axis changing fastest.
 *
 * @param axes of levels
 */
public record Grid(List<Axis> axes) implements Design {

    /** @throws IllegalArgumentException if an axis is a range, or there are more points than a long counts */
    public Grid {
        axes = List.copyOf(axes);
        long points = 1;
        for (Axis axis : axes) {
            if (!(axis instanceof Axis.Levels levels)) {
                throw new IllegalArgumentException("a grid has levels, not ranges");
            }
            try {
                points = Math.multiplyExact(points, levels.count());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("more points than can be counted");
            }
        }
    }

    @Override
    public long points() {
        return axes.stream().mapToLong(axis -> ((Axis.Levels) axis).count()).reduce(1, (a, b) -> a * b);
    }

    @Override
    public Cursor cursor() {
        double[][] values = axes.stream().map(axis -> ((Axis.Levels) axis).values()).toArray(double[][]::new);
        return new Odometer(values);
    }

    private static final class Odometer implements Cursor {

        private final double[][] all;
        private final int[] digits;
        private long at = Long.MIN_VALUE;

        Odometer(double[][] all) {
            this.all = all;
            this.digits = new int[all.length];
        }

        @Override
        public void to(long point, double[] values, int[] levels) {
            if (point != at + 1) {
                long rest = point;
                for (int i = digits.length - 1; i >= 0; i--) {
                    digits[i] = (int) (rest % all[i].length);
                    rest /= all[i].length;
                }
            } else {
                int i = digits.length - 1;
                while (i >= 0 && ++digits[i] == all[i].length) {
                    digits[i--] = 0;
                }
            }
            at = point;
            for (int i = 0; i < digits.length; i++) {
                levels[i] = digits[i];
                values[i] = all[i][digits[i]];
            }
        }
    }
}
