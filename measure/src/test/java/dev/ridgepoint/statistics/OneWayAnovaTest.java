package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certified values of NIST's Statistical Reference Datasets, analysis of variance (www.itl.nist.gov/div898/strd). */
class OneWayAnovaTest {

    private static final double SAME = 1e-6 * 100;

    /** SiRstv: resistance of silicon, five instruments. */
    @Test
    void silicon() {
        OneWayAnova table = OneWayAnova.of(Groups.of(
                new double[] {196.3052, 196.1240, 196.1890, 196.2569, 196.3403}, new double[] {196.3042, 196.3825, 196.1669, 196.3257, 196.0422},
                new double[] {196.1303, 196.2005, 196.2889, 196.0343, 196.1811}, new double[] {196.2795, 196.1748, 196.1494, 196.1485, 195.9885},
                new double[] {196.2119, 196.1051, 196.1850, 196.0052, 196.2090}));
        assertThat(table.between()).isCloseTo(5.11462616e-2, withinPercentage(SAME));
        assertThat(table.within()).isCloseTo(2.1663656e-1, withinPercentage(SAME));
        assertThat(table.test().statistic()).isCloseTo(1.18046237440255, withinPercentage(SAME));
        assertThat(table.test().degreesOfFreedom()).containsExactly(4.0, 20.0);
        assertThat(table.etaSquared()).isCloseTo(1.90999039051129e-1, withinPercentage(SAME));
    }

    /** AtmWtAg: atomic weight of silver, which two instruments agree on to seven digits. */
    @Test
    void silver() {
        OneWayAnova table = OneWayAnova.of(Groups.of(
                new double[] {107.8681568, 107.8681465, 107.8681572, 107.8681785, 107.8681446, 107.8681903, 107.8681526, 107.8681494, 107.8681616,
                    107.8681587, 107.8681519, 107.8681486, 107.8681419, 107.8681569, 107.8681508, 107.8681672, 107.8681385, 107.8681518, 107.8681662,
                    107.8681424, 107.8681360, 107.8681333, 107.8681610, 107.8681477},
                new double[] {107.8681079, 107.8681344, 107.8681513, 107.8681197, 107.8681604, 107.8681385, 107.8681642, 107.8681365, 107.8681151,
                    107.8681082, 107.8681517, 107.8681448, 107.8681198, 107.8681482, 107.8681334, 107.8681609, 107.8681101, 107.8681512, 107.8681469,
                    107.8681360, 107.8681254, 107.8681261, 107.8681450, 107.8681368}));
        assertThat(table.between()).isCloseTo(3.638341875e-9, withinPercentage(SAME));
        assertThat(table.within()).isCloseTo(1.04951729166667e-8, withinPercentage(SAME));
        assertThat(table.test().statistic()).isCloseTo(15.9467335677930, withinPercentage(SAME));
    }

    /**
     * SmLs01 to SmLs09: nine treatments that differ in the last digit behind a growing common part. Of the largest the doubles themselves hold only four
     * digits of what differs.
     */
    @ParameterizedTest
    @CsvSource({"21, 0, 21, 1e-12", "201, 0, 201, 1e-12", "2001, 0, 2001, 1e-12", "21, 1e6, 21, 1e-8", "201, 1e6, 201, 1e-8", "2001, 1e6, 2001, 1e-8",
        "21, 1e12, 21, 1e-2", "201, 1e12, 201, 1e-2", "2001, 1e12, 2001, 1e-2"})
    void smallDifferences(int replicates, double common, double f, double relative) {
        double[][] treatments = IntStream.range(0, 9).mapToObj(treatment -> {
            int tenths = treatment == 0 ? 4 : treatment % 2 == 1 ? 3 : 5;
            return IntStream.range(0, replicates).mapToDouble(i -> common + (10 + tenths + (i == 0 ? 0 : i % 2 == 1 ? -1 : 1)) / 10.0).toArray();
        }).toArray(double[][]::new);
        assertThat(OneWayAnova.of(Groups.of(treatments)).test().statistic()).isCloseTo(f, withinPercentage(100 * relative));
    }
}
