package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.RooflineFigure.Interval;
import dev.ridgepoint.chart.RooflineFigure.Kind;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RooflineFigureTest {

    @Test
    void theRidgeIsWhereThePrimaryCeilingsMeet() {
        assertThat(SampleFigures.M1_PRO.ridge()).isCloseTo(25.918, within(0.001));
        assertThat(SampleFigures.H100.ridge()).isCloseTo(295.3, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aLogarithmicAxisCannotShow(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ceiling.Compute("fp16", value, true))
                .withMessageContaining("fp16").withMessageContaining("FLOP/s");
        assertThatIllegalArgumentException().isThrownBy(() -> new Ceiling.Memory("DRAM", value, true)).withMessageContaining("byte/s");
        assertThatIllegalArgumentException().isThrownBy(() -> OperatingPoint.phase("m", "s", "decode", value, 1))
                .withMessageContaining("decode").withMessageContaining("FLOP/byte");
        assertThatIllegalArgumentException().isThrownBy(() -> OperatingPoint.phase("m", "s", "decode", 1, value));
        assertThatIllegalArgumentException().isThrownBy(() -> OperatingPoint.operator("m", "s", "rope", 1, 1, value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(value, 1));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new PotentialRegion("potential", List.of(1.0, 2.0, value), List.of(1.0, 1.0, 2.0)));
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OperatingPoint.operator("m", "s", "rope", 1, 1, 1.1))
                .withMessageContaining("at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PotentialRegion("r", List.of(1.0, 2.0), List.of(1.0, 2.0)))
                .withMessageContaining("three corners");
        assertThatIllegalArgumentException().isThrownBy(() -> new OperatingPoint("m", "s", " ", Kind.PHASE, 1, 1, 1, null));
        List<Ceiling.Memory> dram = List.of(new Ceiling.Memory("DRAM", 1e11, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Machine("m", List.of(new Ceiling.Compute("fp32", 1e12, false)), dram))
                .withMessageContaining("exactly one primary compute ceiling, but has 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Machine("m",
                List.of(new Ceiling.Compute("fp32", 1e12, true), new Ceiling.Compute("fp16", 2e12, true)), dram));
    }

    @Test
    void aFigureKnowsItsMachines() {
        Machine machine = SampleFigures.M1_PRO;
        assertThatIllegalArgumentException().isThrownBy(() -> figure(List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> figure(List.of(machine, machine), List.of()))
                .withMessageContaining("two machines are called 'M1 Pro'");
        assertThatIllegalArgumentException().isThrownBy(() -> figure(Collections.nCopies(7, machine), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figure(List.of(machine), List.of(OperatingPoint.phase("M2", "decode", "decode", 1, 1))))
                .withMessageContaining("'M2'").withMessageContaining("M1 Pro");
    }

    @Test
    void theInferencePotentialLiesBetweenThePointAndTheRidge() {
        PotentialRegion region = PotentialRegion.of("potential", SampleFigures.M1_PRO, OperatingPoint.phase("M1 Pro", "d", "d", 2, 1e11));
        assertThat(region.flopsPerSecond()).containsExactly(1e11, 2 * 204.8e9, 5.308e12, 1e11);
        assertThat(region.operationalIntensity().get(2)).isCloseTo(25.918, within(0.001));
        assertThatIllegalArgumentException().isThrownBy(
                () -> PotentialRegion.of("p", SampleFigures.M1_PRO, OperatingPoint.phase("M1 Pro", "d", "d", 100, 1e11)));
    }

    private static RooflineFigure figure(List<Machine> machines, List<OperatingPoint> points) {
        return new RooflineFigure("", null, machines, points, List.of());
    }
}
