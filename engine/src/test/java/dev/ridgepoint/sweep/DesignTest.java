package dev.ridgepoint.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.sweep.Axis.Levels;
import dev.ridgepoint.sweep.Axis.Range;
import dev.ridgepoint.sweep.Axis.Scale;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Which points each design has. */
class DesignTest {

    private static final Range UNIT = new Range(0, 1, Scale.LINEAR);

    private static List<Axis> unit(int axes) {
        return java.util.Collections.nCopies(axes, UNIT);
    }

    private static List<double[]> points(Design design) {
        Design.Cursor cursor = design.cursor();
        int axes = design.axes().size();
        List<double[]> points = new ArrayList<>();
        for (long point = 0; point < design.points(); point++) {
            double[] values = new double[axes];
            cursor.to(point, values, new int[axes]);
            points.add(values);
        }
        return points;
    }

    /** Two values by three: six points, the last axis fastest. */
    @Test
    void aGridCountsUp() {
        Grid grid = new Grid(List.of(new Levels(10, 20), new Levels(1, 2, 3)));
        assertThat(points(grid)).containsExactly(
                new double[] {10, 1}, new double[] {10, 2}, new double[] {10, 3}, new double[] {20, 1}, new double[] {20, 2}, new double[] {20, 3});
        assertThat(new Grid(List.of()).points()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Grid(List.of(UNIT)));
        Levels many = new Levels(new double[1 << 16]);
        assertThatIllegalArgumentException().isThrownBy(() -> new Grid(List.of(many, many, many, many))).withMessageContaining("counted");
    }

    /** The sequence as Sobol had it: halves, then quarters, then eighths, in the order of the Gray code. */
    @Test
    void sobolsFirstPointsAreThePublishedOnes() {
        assertThat(points(new Sobol(unit(2), 8, 0))).containsExactly(
                new double[] {0, 0}, new double[] {0.5, 0.5}, new double[] {0.75, 0.25}, new double[] {0.25, 0.75},
                new double[] {0.375, 0.375}, new double[] {0.875, 0.875}, new double[] {0.625, 0.125}, new double[] {0.125, 0.625});
    }

    @Test
    void rangesAreSpreadOverTheirScale() {
        assertThat(new Range(10, 20, Scale.LINEAR).at(0.25)).isEqualTo(12.5);
        assertThat(new Range(1, 10_000, Scale.LOG).at(0.5)).isCloseTo(100, within(1e-9));
        Range dice = new Range(1, 6, Scale.WHOLE);
        assertThat(dice.at(0)).isEqualTo(1);
        assertThat(dice.at(0.5)).isEqualTo(4);
        assertThat(dice.at(Math.nextDown(1.0))).isEqualTo(6);
        assertThat(new Range(1, 1024, Scale.WHOLE_LOG).at(0.5)).isEqualTo(32);
        assertThat(new Levels(3, 5, 7).at(0.34)).isEqualTo(5);
    }

    /** Of each axis every one of as many equal strata as there are points holds one point. */
    @Property(tries = 100)
    void aLatinHypercubeFillsEveryStratumOnce(@ForAll @IntRange(min = 1, max = 700) int points, @ForAll @LongRange(min = 0) long seed) {
        BitSet[] strata = {new BitSet(), new BitSet(), new BitSet()};
        for (double[] values : points(new LatinHypercube(unit(3), points, seed))) {
            for (int i = 0; i < strata.length; i++) {
                assertThat(values[i]).isBetween(0.0, Math.nextDown(1.0));
                strata[i].set((int) (values[i] * points));
            }
        }
        for (BitSet of : strata) {
            assertThat(of.cardinality()).isEqualTo(points);
        }
    }

    /** A shift by a seed leaves 2^k points in 2^k strata of each axis. */
    @Property(tries = 50)
    void aShiftedSobolSampleIsAsEven(@ForAll @IntRange(max = 9) int digits, @ForAll @LongRange(min = 0) long seed) {
        BitSet[] strata = {new BitSet(), new BitSet(), new BitSet(), new BitSet()};
        for (double[] values : points(new Sobol(unit(4), 1L << digits, seed))) {
            for (int i = 0; i < strata.length; i++) {
                strata[i].set((int) (values[i] * (1 << digits)));
            }
        }
        for (BitSet of : strata) {
            assertThat(of.cardinality()).isEqualTo(1 << digits);
        }
    }

    /** What a point is depends on its number, not on where the cursor was. */
    @Property(tries = 50)
    void everyPointIsFoundFromAnywhere(@ForAll long seed) {
        List<Axis> axes = List.of(new Levels(1, 2, 3, 4, 5), new Levels(7, 8, 9), new Levels(0, 1));
        for (Design design : List.of(new Grid(axes), new LatinHypercube(axes, 30, seed), new Sobol(axes, 30, seed))) {
            List<double[]> inTurn = points(design);
            Design.Cursor cursor = design.cursor();
            new Random(seed).ints(100, 0, 30).forEach(point -> {
                double[] values = new double[3];
                cursor.to(point, values, new int[3]);
                assertThat(values).isEqualTo(inTurn.get(point));
            });
        }
    }

    @Test
    void samplesHaveTheirLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sobol(unit(1), 1L << 31, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sobol(unit(1001), 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LatinHypercube(List.of(), 1, 0));
    }
}
