package dev.ridgepoint.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {

    private static MeasuredScenario scenario(int prompt, double ttftMs, double tps, int batch) {
        return new MeasuredScenario("p" + prompt, prompt, 8, batch, 5, 0, ttftMs, 1.0, tps, 1.0, 1, 1.0, tps, 1, 100.0 * batch, null, null, "");
    }

    private static List<MeasuredScenario> published() {
        int[] prompts = {16, 64, 256, 512, 1024, 64};
        double[] ttft = {4497.9, 4476.5, 4493.2, 4499.7, 4492.2, 4487.8};
        double[] tps = {16.6, 16.6, 15.9, 15.1, 13.9, 15.7};
        return IntStream.range(0, 6).mapToObj(i -> scenario(prompts[i], ttft[i], tps[i], 1)).toList();
    }

    /** The rounded values of the six scenarios as published, whose deviations were over n: 5.9 % and 0.006 ms a token of five prompts. */
    @Test
    void thePublishedSixGiveWhatWasPublished() {
        Analysis analysis = Analysis.of(1, published(), List.of(), Optional.empty());
        assertThat(analysis.decodeTpsCvPercent() * Math.sqrt(5.0 / 6)).isCloseTo(5.9, within(0.2));
        PrefillScaling firstSeen = PrefillScaling.of(published().subList(0, 5)).orElseThrow();
        assertThat(firstSeen.msPerToken()).isCloseTo(0.006, within(0.0005));
        assertThat(analysis.prefillScaling().lengths()).isEqualTo(5);
    }

    @Test
    void aLineIsFoundAgain() {
        PrefillScaling scaling = PrefillScaling.of(List.of(scenario(10, 25, 1, 1), scenario(20, 45, 1, 1), scenario(40, 85, 1, 1))).orElseThrow();
        assertThat(scaling.msPerToken()).isCloseTo(2, within(1e-12));
        assertThat(scaling.interceptMs()).isCloseTo(5, within(1e-9));
        assertThat(scaling.rSquared()).isCloseTo(1, within(1e-12));
    }

    @Test
    void timesWithoutAnyVarianceHaveNoShareOfItExplained() {
        PrefillScaling flat = PrefillScaling.of(List.of(scenario(10, 25, 1, 1), scenario(20, 25, 1, 1))).orElseThrow();
        assertThat(flat.msPerToken()).isZero();
        assertThat(flat.rSquared()).isNull();
    }

    @Test
    void oneLengthHasNoSlopeHoweverOften() {
        assertThat(PrefillScaling.of(List.of(scenario(10, 25, 1, 1), scenario(10, 26, 1, 1)))).isEmpty();
    }

    @Test
    void variationIsOfTheSampleAndOfTheLeadBatchAlone() {
        // 8 and 12: mean 10, standard deviation over n - 1 sqrt(8).
        Analysis analysis = Analysis.of(1, List.of(scenario(1, 1, 8, 1), scenario(2, 1, 12, 1), scenario(1, 1, 1000, 4)), List.of(), Optional.empty());
        assertThat(analysis.decodeTpsCvPercent()).isCloseTo(100 * Math.sqrt(8) / 10, within(1e-9));
        assertThat(analysis.peakMemoryMb()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 3, 100})
    void fasterTimesByAFactorHaveTheSameVariationAndASlopeOfThatFactor(double factor) {
        List<MeasuredScenario> scaled = published().stream()
                .map(s -> scenario(s.promptLength(), s.ttftMedianMs() * factor, s.tpsMedian() / factor, 1)).toList();
        Analysis one = Analysis.of(1, published(), List.of(), Optional.empty());
        Analysis other = Analysis.of(1, scaled, List.of(), Optional.empty());
        assertThat(other.decodeTpsCvPercent()).isCloseTo(one.decodeTpsCvPercent(), within(1e-9));
        assertThat(other.prefillScaling().msPerToken()).isCloseTo(factor * one.prefillScaling().msPerToken(), within(1e-9 * factor));
    }
}
