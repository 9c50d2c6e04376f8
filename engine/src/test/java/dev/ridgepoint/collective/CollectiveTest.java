package dev.ridgepoint.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Worked by hand for eight devices with links of 450 GB/s and 2 us; 90 MB take 200 us over one of them. */
class CollectiveTest {

    private static final int DEVICES = 8;
    private static final double LATENCY = 2e-6;
    private static final double BANDWIDTH = 450e9;
    private static final double BYTES = 90e6;

    private static double microseconds(Collective collective) {
        return 1e6 * collective.seconds(BYTES, DEVICES, LATENCY, BANDWIDTH);
    }

    private static void assertMicroseconds(Collective collective, double expected) {
        assertThat(microseconds(collective)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void allReduceAroundARing() {
        // 14 steps of 2 us; 2 x 7/8 of 200 us.
        assertMicroseconds(AllReduce.RING, 28 + 350);
    }

    @Test
    void allReduceOverTrees() {
        // Up and down three levels; the vector twice.
        assertMicroseconds(AllReduce.TREE, 12 + 400);
        // Five devices need as many levels as eight.
        assertThat(AllReduce.TREE.steps(5)).isEqualTo(6);
        assertThat(AllReduce.TREE.steps(9)).isEqualTo(8);
        assertThat(AllReduce.TREE.steps(2)).isEqualTo(2);
    }

    @Test
    void allReduceInOneShotAndInTwo() {
        assertMicroseconds(AllReduce.ONE_SHOT, 2 + 1400);
        assertMicroseconds(AllReduce.TWO_SHOT, 4 + 350);
    }

    @Test
    void gatheringScatteringAndAllToAllMoveSevenEighths() {
        assertMicroseconds(AllGather.RING, 14 + 175);
        assertMicroseconds(AllGather.ONE_SHOT, 2 + 175);
        assertMicroseconds(ReduceScatter.RING, 14 + 175);
        assertMicroseconds(ReduceScatter.ONE_SHOT, 2 + 175);
        assertMicroseconds(AllToAll.PAIRWISE, 14 + 175);
        assertMicroseconds(AllToAll.SWITCHED, 2 + 175);
        assertMicroseconds(SendReceive.DIRECT, 2 + 200);
    }

    @Test
    void aRingScattersAndGathers() {
        assertThat(microseconds(AllReduce.RING)).isCloseTo(microseconds(ReduceScatter.RING) + microseconds(AllGather.RING), withPercentage(1e-9));
    }

    @Test
    void theFastestDependsOnThePayload() {
        // 1 kB: one step of 2 us and 16 ns; the ring's fourteen steps are 28 us.
        assertThat(AllReduce.SWITCHED.seconds(1e3, DEVICES, LATENCY, BANDWIDTH)).isEqualTo(AllReduce.ONE_SHOT.seconds(1e3, DEVICES, LATENCY, BANDWIDTH));
        assertThat(AllReduce.SWITCHED.seconds(BYTES, DEVICES, LATENCY, BANDWIDTH)).isEqualTo(AllReduce.TWO_SHOT.seconds(BYTES, DEVICES, LATENCY, BANDWIDTH));
        assertThat(AllReduce.ROUTED.seconds(1e3, DEVICES, LATENCY, BANDWIDTH)).isEqualTo(AllReduce.TREE.seconds(1e3, DEVICES, LATENCY, BANDWIDTH));
        assertThat(AllReduce.ROUTED.seconds(BYTES, DEVICES, LATENCY, BANDWIDTH)).isEqualTo(AllReduce.RING.seconds(BYTES, DEVICES, LATENCY, BANDWIDTH));
        assertThatThrownBy(Fastest::new).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Collective> collectives() {
        return Arbitraries.of(List.of(AllReduce.RING, AllReduce.TREE, AllReduce.ONE_SHOT, AllReduce.TWO_SHOT, AllReduce.SWITCHED, AllReduce.ROUTED,
                AllGather.RING, AllGather.ONE_SHOT, ReduceScatter.RING, ReduceScatter.ONE_SHOT, AllToAll.PAIRWISE, AllToAll.SWITCHED, SendReceive.DIRECT));
    }

    @Property
    void oneDeviceSendsNothing(@ForAll("collectives") Collective collective, @ForAll @DoubleRange(max = 1e12) double bytes) {
        assertThat(collective.seconds(bytes, 1, LATENCY, BANDWIDTH)).isZero();
        assertThat(collective.steps(1)).isZero();
        assertThat(collective.traffic(1)).isZero();
    }

    @Property
    void moreDevicesAndMoreBytesTakeNoLess(
            @ForAll("collectives") Collective collective, @ForAll @IntRange(min = 2, max = 1000) int devices, @ForAll @IntRange(max = 1000) int more,
            @ForAll @DoubleRange(max = 1e10) double bytes, @ForAll @DoubleRange(max = 1e10) double moreBytes) {
        double before = collective.seconds(bytes, devices, LATENCY, BANDWIDTH);
        assertThat(before).isPositive();
        double tolerance = 1e-12 * before;
        assertThat(collective.seconds(bytes, devices + more, LATENCY, BANDWIDTH)).isGreaterThanOrEqualTo(before - tolerance);
        assertThat(collective.seconds(bytes + moreBytes, devices, LATENCY, BANDWIDTH)).isGreaterThanOrEqualTo(before - tolerance);
    }
}
