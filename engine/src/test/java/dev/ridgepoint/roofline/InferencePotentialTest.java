package dev.ridgepoint.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.roofline.InferencePotential.Corner;
import org.junit.jupiter.api.Test;

/**
 * The published measure and the unit-free ones, on points worked out by hand. The device is one of 1000 GFLOP/s over 10 GB/s: a ridge at 100 FLOP/byte.
 */
class InferencePotentialTest {

    private static final double RIDGE = 100;
    private static final double PEAK = 1000e9;

    /** At 10 FLOP/byte the roof is 100 GFLOP/s; the point is at half of it. */
    private static final InferencePotential MEMORY_BOUND = new InferencePotential(10, 50e9, RIDGE, PEAK, 100e9);
    /** At 200 FLOP/byte the roof is the peak; the point is at 800 GFLOP/s. */
    private static final InferencePotential COMPUTE_BOUND = new InferencePotential(200, 800e9, RIDGE, PEAK, 1000e9);

    @Test
    void phiIsTheEuclideanDistanceUnderTheMemoryRoof() {
        // sqrt((100 - 10)^2 + (1000 - 50)^2) in FLOP/byte and GFLOP/s.
        assertThat(MEMORY_BOUND.phi()).isCloseTo(Math.sqrt(8100 + 902_500), within(1e-9)).isCloseTo(954.2536, within(1e-3));
        // 60 of intensity and 80 of performance: a distance of 100.
        assertThat(new InferencePotential(40, 920e9, RIDGE, PEAK, 400e9).phi()).isCloseTo(100, within(1e-9));
    }

    @Test
    void phiIsTheGapToThePeakUnderTheComputeRoof() {
        assertThat(COMPUTE_BOUND.phi()).isCloseTo(200, within(1e-9));
        // The distance in intensity does not count there.
        assertThat(new InferencePotential(5000, 800e9, RIDGE, PEAK, PEAK).phi()).isCloseTo(200, within(1e-9));
    }

    @Test
    void theRidgeItselfIsComputeBound() {
        assertThat(new InferencePotential(100, 900e9, RIDGE, PEAK, PEAK).regime()).isEqualTo(Bound.COMPUTE);
        assertThat(new InferencePotential(Math.nextDown(100.0), 900e9, RIDGE, PEAK, PEAK).regime()).isEqualTo(Bound.MEMORY);
        assertThat(new InferencePotential(100, 1000e9, RIDGE, PEAK, PEAK).phi()).isZero();
    }

    @Test
    void inDecadesTheUnitsDoNotMatter() {
        // One decade of intensity, log10(1000 / 50) = 1.30103 of performance.
        assertThat(MEMORY_BOUND.phiLog10()).isCloseTo(Math.sqrt(1 + 1.3010299957 * 1.3010299957), within(1e-9));
        assertThat(COMPUTE_BOUND.phiLog10()).isCloseTo(0.0969100130, within(1e-9));
        // The published measure changes with the unit of performance, here FLOP/s for GFLOP/s; this one does not.
        InferencePotential scaled = new InferencePotential(10, 50, RIDGE, 1000, 100);
        assertThat(scaled.phiLog10()).isCloseTo(MEMORY_BOUND.phiLog10(), within(1e-12));
        assertThat(scaled.phi()).isNotCloseTo(MEMORY_BOUND.phi(), within(1.0));
    }

    @Test
    void headroomIsTheRoofOverThePoint() {
        assertThat(MEMORY_BOUND.headroom()).isCloseTo(2, within(1e-12));
        assertThat(COMPUTE_BOUND.headroom()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void theRegionIsATrapezoid() {
        // One decade wide; log10(100 / 50) high on the left, log10(1000 / 50) on the right: (0.30103 + 1.30103) / 2.
        assertThat(MEMORY_BOUND.areaLog10()).isCloseTo(0.80103, within(1e-6));
        assertThat(COMPUTE_BOUND.areaLog10()).isZero();
        // On the roof itself it is a triangle: half of one decade by one.
        assertThat(new InferencePotential(10, 100e9, RIDGE, PEAK, 100e9).areaLog10()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theRegionsCorners() {
        assertThat(MEMORY_BOUND.region()).hasSize(4);
        assertCorner(MEMORY_BOUND.region().get(0), 10, 50e9);
        assertCorner(MEMORY_BOUND.region().get(1), 10, 100e9);
        assertCorner(MEMORY_BOUND.region().get(2), 100, 1000e9);
        assertCorner(MEMORY_BOUND.region().get(3), 100, 50e9);
        assertThat(COMPUTE_BOUND.region()).hasSize(2);
        assertCorner(COMPUTE_BOUND.region().get(0), 200, 800e9);
        assertCorner(COMPUTE_BOUND.region().get(1), 200, 1000e9);
    }

    /** The shoelace formula on the logarithms of the corners gives the area that is reported. */
    @Test
    void theAreaIsThatOfTheCorners() {
        double twice = 0;
        int n = MEMORY_BOUND.region().size();
        for (int i = 0; i < n; i++) {
            Corner a = MEMORY_BOUND.region().get(i);
            Corner b = MEMORY_BOUND.region().get((i + 1) % n);
            twice += Math.log10(a.operationalIntensity()) * Math.log10(b.performance())
                    - Math.log10(b.operationalIntensity()) * Math.log10(a.performance());
        }
        assertThat(MEMORY_BOUND.areaLog10()).isCloseTo(Math.abs(twice) / 2, within(1e-9));
    }

    @Test
    void aPointOverTheMemoryRoofHasNoRoofLeft() {
        // Bytes that stay in a cache lift a point over main memory's roof: only the triangle to the peak is left.
        InferencePotential lifted = new InferencePotential(10, 200e9, RIDGE, PEAK, 200e9);
        assertThat(lifted.areaLog10()).isCloseTo(Math.log10(5) / 2, within(1e-12));
        assertThat(lifted.region().get(1).performance()).isEqualTo(200e9);
    }

    @Test
    void relativePotentialIsTheRatio() {
        InferencePotential other = new InferencePotential(40, 920e9, RIDGE, PEAK, 1840e9);
        RelativePotential relative = other.relativeTo(MEMORY_BOUND);
        assertThat(relative.phi()).isCloseTo(100 / 954.2536, within(1e-6));
        assertThat(relative.headroom()).isCloseTo(1, within(1e-12));
        assertThat(relative.phiLog10()).isCloseTo(Math.hypot(Math.log10(2.5), Math.log10(1000.0 / 920)) / 1.6409357, within(1e-6));
        assertThat(relative.regime()).isEqualTo(Bound.MEMORY);
        assertThat(COMPUTE_BOUND.relativeTo(new InferencePotential(300, 600e9, RIDGE, PEAK, PEAK)).phi()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void oppositeSidesOfTheRidgeAreNotComparable() {
        assertThatThrownBy(() -> MEMORY_BOUND.relativeTo(COMPUTE_BOUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one point is memory-bound and the other compute-bound; relative potential compares points on one side of the ridge");
        assertThatThrownBy(() -> COMPUTE_BOUND.relativeTo(MEMORY_BOUND)).hasMessageStartingWith("one point is compute-bound and the other memory-bound");
    }

    @Test
    void ofARooflineTakesItsRidge() {
        InferencePotential point = InferencePotential.of(Subjects.roofline("rooflinebench-rtx-3090", "fp32"), 1, 0.5e12, 0.9362e12);
        // 35.58 TFLOP/s over 936.2 GB/s: the paper's 38.00 FLOP/byte.
        assertThat(point.ridgeIntensity()).isCloseTo(38.0047, within(1e-4));
        assertThat(point.ridgePerformance()).isEqualTo(35.58e12);
        assertThat(point.phi()).isCloseTo(Math.hypot(37.0047, 35_080), within(1e-3));
    }

    private static void assertCorner(Corner corner, double operationalIntensity, double performance) {
        assertThat(corner.operationalIntensity()).isCloseTo(operationalIntensity, within(1e-9 * operationalIntensity));
        assertThat(corner.performance()).isCloseTo(performance, within(1e-9 * performance));
    }
}
