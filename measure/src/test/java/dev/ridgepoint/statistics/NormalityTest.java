package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SciPy 1.17 and statsmodels 0.15 where nothing else is named. */
class NormalityTest {

    private static final double SAME = 1e-6 * 100;
    /** Weights of eleven men, the example of Shapiro and Wilk 1965: W = 0.79. */
    private static final double[] MEN = {148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236};

    @Test
    void menAreNotNormal() {
        assertThat(ShapiroWilk.test(MEN).statistic()).isCloseTo(0.79, within(0.005)).isCloseTo(0.7888146948631716, withinPercentage(SAME));
        assertThat(ShapiroWilk.test(MEN).p()).isCloseTo(0.006703814061898823, withinPercentage(SAME));
        assertThat(AndersonDarling.test(MEN).statistic()).isCloseTo(0.946771879598888, withinPercentage(SAME));
        assertThat(AndersonDarling.test(MEN).p()).isCloseTo(0.010454024005147656, withinPercentage(SAME));
        assertThat(JarqueBera.test(MEN).statistic()).isCloseTo(6.982848237344646, withinPercentage(SAME));
        assertThat(JarqueBera.test(MEN).p()).isCloseTo(0.03045746622458189, withinPercentage(SAME));
    }

    /** Every branch of the approximation: 3 exactly, up to 5, up to 11, above. */
    @ParameterizedTest
    @CsvSource({"3, 0.8772114069274746, 0.316249367471264", "4, 0.9164963842640272, 0.5174880207166813", "5, 0.8553654146394175, 0.21208138540147903",
        "6, 0.7618036739916162, 0.02592721649277094", "7, 0.9008502258275523, 0.33616083797069995", "11, 0.9439641290109819, 0.568157932839402",
        "12, 0.9280391416788538, 0.35979128146100625", "50, 0.9841137360539868, 0.732937486426239", "5000, 0.9920178755738801, 3.6406519658092557e-16"})
    void shapiroWilkOfAnySize(int n, double w, double p) {
        assertThat(ShapiroWilk.test(mixed(n)).statistic()).isCloseTo(w, withinPercentage(SAME));
        // SciPy's normal chances are those of AS 66 and AS 241, to seven digits or so.
        assertThat(ShapiroWilk.test(mixed(n)).p()).isCloseTo(p, withinPercentage(10 * SAME));
    }

    @ParameterizedTest
    @CsvSource({"11, 0.39401869567691605, 0.31109565937569017", "12, 0.5225152641396633, 0.14503811477971595", "50, 0.2743603447734131, 0.6487115607746214",
        "5000, 5.488826009450349, 1.5642863159358597e-13"})
    void andersonDarlingOfAnySize(int n, double a, double p) {
        assertThat(AndersonDarling.test(mixed(n)).statistic()).isCloseTo(a, withinPercentage(SAME));
        assertThat(AndersonDarling.test(mixed(n)).p()).isCloseTo(p, withinPercentage(SAME));
    }

    @Test
    void oneNumberVeryFarOut() {
        double[] values = mixed(3000);
        values[7] = 1e6;
        assertThat(AndersonDarling.test(values).p()).isPositive().isLessThan(1e-30);
        assertThat(ShapiroWilk.test(values).p()).isLessThan(1e-30);
    }

    @Test
    void neitherScaleNorOriginMatters() {
        double[] moved = IntStream.range(0, 50).mapToDouble(i -> 1e6 + 1e-3 * mixed(50)[i]).toArray();
        assertThat(ShapiroWilk.test(moved).statistic()).isCloseTo(0.9841137360539868, withinPercentage(1e-4));
        assertThat(AndersonDarling.test(moved).statistic()).isCloseTo(0.2743603447734131, withinPercentage(1e-4));
    }

    @Test
    void shapiroWilkEndsAtFiveThousand() {
        assertThatThrownBy(() -> ShapiroWilk.test(mixed(5001))).isInstanceOf(UndefinedStatisticException.class)
                .hasMessage("Shapiro-Wilk test: is known for 3 to 5000 values, not for 5001; the Anderson-Darling test takes any number");
    }

    private static double[] mixed(int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> i * 7919L % 1009 / 1009.0 + (long) i * i % 31 / 31.0).toArray();
    }
}
