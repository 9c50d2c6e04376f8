package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdjustedPTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    /** By hand, and as statsmodels' {@code multipletests} gives them. */
    @Test
    void sixTests() {
        double[] p = {0.01, 0.04, 0.03, 0.005, 0.5, 0.04};
        assertThat(BenjaminiHochberg.adjusted(p)).containsExactly(new double[] {0.03, 0.048, 0.048, 0.03, 0.5, 0.048}, ROUNDING);
        assertThat(Holm.adjusted(p)).containsExactly(new double[] {0.05, 0.12, 0.12, 0.03, 0.5, 0.12}, ROUNDING);
    }

    /** Benjamini and Hochberg 1995, section 4: of fifteen, four are discoveries at 0.05 and Hochberg's and Holm's procedures find three. */
    @Test
    void thromboticTreatment() {
        double[] p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
        assertThat(Arrays.stream(BenjaminiHochberg.adjusted(p)).filter(adjusted -> adjusted <= 0.05).count()).isEqualTo(4);
        assertThat(Arrays.stream(Holm.adjusted(p)).filter(adjusted -> adjusted <= 0.05).count()).isEqualTo(3);
    }

    @Property(tries = 200)
    void adjustingOnlyRaisesAndHolmRaisesMore(@ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] p = drawn.stream().mapToDouble(value -> value).toArray();
        double[] discoveries = BenjaminiHochberg.adjusted(p);
        double[] any = Holm.adjusted(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(discoveries[i]).isBetween(p[i] - 1e-15, any[i] + 1e-12);
            assertThat(any[i]).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void onlyChances() {
        assertThatThrownBy(() -> Holm.adjusted(0.2, 1.2)).hasMessage("Holm: is of p values, and one is 1.2");
        assertThatThrownBy(() -> BenjaminiHochberg.adjusted()).hasMessage("Benjamini-Hochberg: needs at least 1 value, has 0");
    }
}
