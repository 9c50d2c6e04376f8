package dev.ridgepoint.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** One efficiency a device, phase and format: the median share of the roof, in logarithms. */
class EfficienciesTest {

    private static double efficiency(double... shares) {
        return Efficiencies.fit(Cells.decode("apple-m1", "llama-2-7b", shares)).all().get(0).value();
    }

    @Test
    void byHand() {
        assertThat(efficiency(0.5, 0.8, 0.2)).isCloseTo(0.5, within(1e-12));
        // Between two, the geometric mean.
        assertThat(efficiency(0.4, 0.9)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void nothingIsFasterThanItsRoof() {
        assertThat(efficiency(1.5, 1.2, 0.9)).isEqualTo(1);
    }

    @Test
    void devicesPhasesAndFormatsAreApart() {
        Efficiencies fitted = Efficiencies.fit(Cells.published().rows());
        assertThat(fitted.all()).extracting(Efficiency::scope).extracting(s -> s.hardware() + " " + s.phase() + " " + s.weights()).hasSize(12)
                .doesNotHaveDuplicates().contains("apple-m1-pro DECODE q4_k_m", "raspberry-pi-5-8gb PREFILL q8_0");
        assertThat(fitted.all().stream().mapToInt(Efficiency::cells).sum()).isEqualTo(200);
        ValidatedRow unknown = Cells.decode("apple-m1", "llama-2-7b", 0.5).get(0);
        assertThat(fitted.tokensPerSecond(unknown)).isEmpty();
    }

    /** No other efficiency has a smaller sum of errors. */
    @Property(tries = 200)
    void noOtherFitsBetter(
            @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = 0.01, max = 1) Double> shares, @ForAll @DoubleRange(min = 0.01, max = 1) double other) {
        double[] all = shares.stream().mapToDouble(Double::doubleValue).toArray();
        double best = Efficiency.fit(new Efficiency.Scope("", PhaseName.DECODE, ""), all).value();
        assertThat(errors(all, best)).isLessThanOrEqualTo(errors(all, other) + 1e-9);
    }

    private static double errors(double[] shares, double efficiency) {
        return Arrays.stream(shares).map(share -> Math.abs(Math.log(efficiency / share))).sum();
    }

    @Test
    void errorsByHand() {
        List<ValidatedRow> cells = Cells.decode("apple-m1", "llama-2-7b", 0.5, 0.4, 0.25);
        List<FittedCell> fitted = Stream.of(0.6, 0.3, 0.25).map(share -> new FittedCell(cells.get(share == 0.6 ? 0 : share == 0.3 ? 1 : 2),
                share * cells.get(0).roof())).toList();
        // +20 %, -25 % and none.
        FitError error = FitError.of(PhaseName.DECODE, fitted);
        assertThat(error.cells()).isEqualTo(3);
        assertThat(error.median()).isCloseTo(0.2, within(1e-12));
        assertThat(error.mean()).isCloseTo(0.15, within(1e-12));
        assertThat(error.worst()).isCloseTo(0.25, within(1e-12));
        assertThat(error.bias()).isCloseTo(-0.05 / 3, within(1e-12));
        assertThat(FitError.of(PhaseName.PREFILL, fitted).cells()).isZero();
    }
}
