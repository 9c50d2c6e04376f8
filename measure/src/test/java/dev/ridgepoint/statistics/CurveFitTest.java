package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Against statsmodels 0.15 with patsy 1.0 where nothing else is named. */
class CurveFitTest {

    private static final double SAME = 1e-6 * 100;
    /** Context lengths and mean latencies of nine models, from the trials of LEEYJ1021/Beyond-Accuracy-sLLM-NPU-Benchmark. */
    private static final double[] CONTEXT = {32768, 32768, 32768, 32768, 8192, 128000, 128000, 4096, 2048};
    private static final double[] LATENCY = {1205.256, 932.095, 611.249, 1025.902, 753.169, 1866.895, 1996.347, 1207.801, 1462.514};
    private static final double[] X = IntStream.rangeClosed(1, 30).mapToDouble(i -> Math.pow(i, 1.5)).toArray();
    private static final double[] Y = IntStream.rangeClosed(1, 30).mapToDouble(i -> Math.sin(X[i - 1] / 20) * 10 + X[i - 1] / 7 + i * 37 % 11 / 11.0).toArray();

    @Test
    void contextAndLatency() {
        CurveFit line = CurveFit.of(Polynomial.LINEAR, CONTEXT, LATENCY);
        assertThat(line.aic()).isCloseTo(131.93411121586658, withinPercentage(SAME));
        assertThat(line.adjustedRSquared()).isCloseTo(0.4980340477642675, withinPercentage(SAME));
        assertThat(line.leaveOneOutError()).isCloseTo(363.8904080779477, withinPercentage(SAME));

        CurveFit natural = CurveFit.of(new NaturalCubicSpline(4), CONTEXT, LATENCY);
        assertThat(natural.aic()).isCloseTo(123.3803929781702, withinPercentage(SAME));
        assertThat(natural.rSquared()).isCloseTo(0.8911312183926176, withinPercentage(SAME));
        assertThat(natural.adjustedRSquared()).isCloseTo(0.8258099494281881, withinPercentage(SAME));
        assertThat(natural.leaveOneOutError()).isCloseTo(203.20844958322124, withinPercentage(SAME));
        assertThat(natural.band(50_000, 0.95).height()).isCloseTo(1327.8276470922531, withinPercentage(SAME));
        assertThat(natural.band(50_000, 0.95).low()).isCloseTo(774.7416304057613, withinPercentage(SAME));
        assertThat(natural.band(50_000, 0.95).high()).isCloseTo(1880.9136637787449, withinPercentage(SAME));

        CurveFit free = CurveFit.of(new BSpline(4, 3), CONTEXT, LATENCY);
        assertThat(free.aic()).isCloseTo(125.35594225524876, withinPercentage(SAME));
        assertThat(free.rSquared()).isCloseTo(0.891426585926395, withinPercentage(SAME));
        assertThat(free.adjustedRSquared()).isCloseTo(0.78285317185279, withinPercentage(SAME));
        assertThat(free.band(50_000, 0.95).high()).isCloseTo(87479.1269581259839, withinPercentage(SAME));
        // With five different abscissae it passes through every mean, and without one of the lone ones it is not determined.
        assertThat(free.at(8192)).isCloseTo(753.169, within(1e-6));
        assertThatThrownBy(free::leaveOneOutError)
                .hasMessage("leave-one-out error (B-spline of degree 3, 4 df): without some of the points the curve is not determined");
    }

    @Test
    void thirtyPoints() {
        matches(Polynomial.LINEAR, 0.45392192278315424, 201.7076725780897, 7.019960370676223, 8.406350949104374, 5.8427557817842715);
        matches(new Polynomial(3), 0.8407403881821428, 168.74088313791984, 4.831624730824026, 11.69100399855329, 9.728646682486456);
        matches(new NaturalCubicSpline(5), 0.9616434655679472, 128.03256073530773, 2.347496129583916, 15.40861282440991, 14.133077141211942);
        matches(new BSpline(7, 3), 0.9981656613248445, 42.825334301613225, 0.6932040570491832, 15.153585583179584, 14.831349817574935);
        matches(new BSpline(4, 2), 0.9181219954398123, 150.78172536148531, 3.4028536320785316, 14.461047846708865, 12.70754552893051);
        CurveFit natural = CurveFit.of(new NaturalCubicSpline(5), X, Y);
        assertThat(natural.at(-20)).isCloseTo(-16.281868975936792, withinPercentage(SAME));
        assertThat(natural.at(200)).isCloseTo(60.13349160001542, withinPercentage(SAME));
    }

    private static void matches(Curve curve, double rSquared, double aic, double leftOut, double height, double low) {
        CurveFit fit = CurveFit.of(curve, X, Y);
        assertThat(fit.rSquared()).isCloseTo(rSquared, withinPercentage(SAME));
        assertThat(fit.aic()).isCloseTo(aic, withinPercentage(SAME));
        assertThat(fit.leaveOneOutError()).isCloseTo(leftOut, withinPercentage(SAME));
        assertThat(fit.band(33.3, 0.9).height()).isCloseTo(height, withinPercentage(SAME));
        assertThat(fit.band(33.3, 0.9).low()).isCloseTo(low, withinPercentage(SAME));
    }

    /** NIST's Statistical Reference Datasets, Norris: certified values. */
    @Test
    void norris() {
        double[] y = {0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8, 557.7, 228.3,
            998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2};
        double[] x = {0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6, 556.0, 228.1,
            995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5};
        CurveFit fit = CurveFit.of(Polynomial.LINEAR, x, y);
        assertThat(fit.at(0)).isCloseTo(-0.262323073774029, withinPercentage(SAME));
        assertThat(fit.at(1) - fit.at(0)).isCloseTo(1.00211681802045, withinPercentage(SAME));
        assertThat(fit.residualDeviation()).isCloseTo(0.884796396144373, withinPercentage(SAME));
        assertThat(fit.rSquared()).isCloseTo(0.999993745883712, withinPercentage(SAME));
        assertThat(fit.residualSquares()).isCloseTo(26.6173985294224, withinPercentage(SAME));
    }

    /** NIST's Wampler4, degree 5: residual standard deviation 236014.502379268, R squared 0.957478440825662. */
    @Test
    void wampler() {
        double[] x = IntStream.rangeClosed(0, 20).asDoubleStream().toArray();
        double[] off = {759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759};
        double[] y = IntStream.rangeClosed(0, 20).mapToDouble(i -> 1 + i * (1 + i * (1 + i * (1 + i * (1.0 + i)))) + 100 * off[i]).toArray();
        CurveFit fit = CurveFit.of(new Polynomial(5), x, y);
        assertThat(fit.residualDeviation()).isCloseTo(236_014.502379268, withinPercentage(SAME));
        assertThat(fit.rSquared()).isCloseTo(0.957478440825662, withinPercentage(SAME));
    }

    /** All families hold straight lines, and each lies no farther from the points than the best of them. */
    @Property(tries = 100)
    void splinesHoldLines(@ForAll @Size(12) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
        double[] x = IntStream.range(0, 12).mapToDouble(i -> i + i * i / 10.0).toArray();
        double[] y = drawn.stream().mapToDouble(value -> value).toArray();
        y[0] = 7;
        double line = CurveFit.of(Polynomial.LINEAR, x, y).residualSquares();
        for (Curve curve : new Curve[] {new NaturalCubicSpline(4), new BSpline(4, 3), new BSpline(2, 1), new Polynomial(3)}) {
            assertThat(CurveFit.of(curve, x, y).residualSquares()).as(curve.label()).isLessThanOrEqualTo(line + 1e-9);
            assertThat(CurveFit.of(curve, x, Arrays.stream(x).map(at -> 3 - 2 * at).toArray()).at(5.5)).as(curve.label()).isCloseTo(-8, within(1e-9));
        }
    }

    @Test
    void pointsThatDoNotMakeACurve() {
        double[] three = {1, 2, 3};
        double[] y = {1, 4, 2};
        assertThatThrownBy(() -> CurveFit.of(new NaturalCubicSpline(4), three, y)).hasMessage("natural cubic spline, 4 df: needs at least 4 values, has 3");
        assertThatThrownBy(() -> CurveFit.of(new NaturalCubicSpline(4), new double[] {1, 1, 2, 2, 3}, new double[] {1, 2, 3, 4, 5}))
                .hasMessage("natural cubic spline, 4 df: needs at least 4 different abscissae, has 3");
        assertThatThrownBy(() -> CurveFit.of(new BSpline(4, 3), new double[] {1, 1, 1, 1, 2, 3}, new double[] {1, 2, 3, 4, 5, 6}))
                .hasMessage("B-spline of degree 3, 4 df: the abscissae do not determine its 5 parameters");
        assertThatThrownBy(() -> CurveFit.of(Polynomial.LINEAR, new double[] {2, 2, 2}, y)).hasMessage("linear: all 3 values are 2.0");
        assertThatThrownBy(() -> CurveFit.of(Polynomial.LINEAR, three, new double[] {1, Double.NaN, 2})).hasMessage("linear: value 2 is NaN");
        assertThatThrownBy(() -> CurveFit.of(Polynomial.LINEAR, three, new double[] {1, 2})).hasMessage("linear: 3 abscissae and 2 ordinates");
        assertThatThrownBy(() -> CurveFit.of(Polynomial.LINEAR, three, new double[] {0.1, 0.2, 0.3}).aic())
                .hasMessage("AIC (linear): the curve passes through every point");
        assertThatThrownBy(() -> CurveFit.of(Polynomial.LINEAR, new double[] {1, 2}, new double[] {1, 5}).adjustedRSquared())
                .hasMessage("adjusted R squared (linear): 2 points leave nothing beside 2 parameters");
        assertThatThrownBy(() -> CurveFit.of(new BSpline(4, 3), X, Y).at(0)).hasMessage("B-spline of degree 3, 4 df: is not defined at 0.0, outside 1.0 to "
                + X[29]);
        assertThatThrownBy(() -> new BSpline(2, 3)).isInstanceOf(UndefinedStatisticException.class);
        assertThatThrownBy(() -> new NaturalCubicSpline(2)).isInstanceOf(UndefinedStatisticException.class);
    }
}
