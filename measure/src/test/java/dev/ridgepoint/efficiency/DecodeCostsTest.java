package dev.ridgepoint.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Costs that rates were made from are found again, and never promise more than the roof. */
class DecodeCostsTest {

    private static final Map<String, Double> EFFICIENCY = Map.of("f16", 0.9, "q8_0", 0.8, "q4_k_m", 0.7);

    private static double rate(ValidatedRow cell) {
        return 1 / (1 / cell.roof() / EFFICIENCY.get(cell.weights()) + DecodeCosts.operators(cell) * 4e-6 + DecodeCosts.scores(cell) * 3e-9);
    }

    @Test
    void whatRatesWereMadeFromIsFound() {
        DecodeCosts found = DecodeCosts.fit(Cells.made(DecodeCostsTest::rate));
        assertThat(found.launchSeconds()).isCloseTo(4e-6, within(1e-11));
        assertThat(found.scoreSeconds()).isCloseTo(3e-9, within(1e-14));
        EFFICIENCY.forEach((weights, efficiency) -> assertThat(found.efficiencies().get(weights)).isCloseTo(efficiency, within(1e-6)));
    }

    /** The sum of absolute errors does not follow one cell that is far off. */
    @Test
    void oneWrongCellChangesNothing() {
        List<ValidatedRow> cells = Cells.made(cell -> cell.measured().place().endsWith(":101") ? 3 * rate(cell) : rate(cell));
        assertThat(cells).anyMatch(cell -> cell.measured().place().endsWith(":101") && cell.measured().phase() == PhaseName.DECODE);
        assertThat(DecodeCosts.fit(cells).launchSeconds()).isCloseTo(4e-6, within(1e-11));
    }

    @Test
    void ratesAtTheRoofCostNothingBeside() {
        DecodeCosts found = DecodeCosts.fit(Cells.made(ValidatedRow::roof));
        assertThat(found.launchSeconds()).isCloseTo(0, within(1e-12));
        assertThat(found.scoreSeconds()).isCloseTo(0, within(1e-15));
        assertThat(found.efficiencies().values()).allSatisfy(e -> assertThat(e).isCloseTo(1, within(1e-9)));
    }

    @Test
    void ratesAboveTheRoofAreNotExplained() {
        List<ValidatedRow> cells = Cells.made(cell -> 2 * cell.roof());
        DecodeCosts found = DecodeCosts.fit(cells);
        assertThat(found.efficiencies().values()).allSatisfy(e -> assertThat(e).isLessThanOrEqualTo(1));
        cells.stream().filter(cell -> cell.measured().phase() == PhaseName.DECODE)
                .forEach(cell -> assertThat(found.tokensPerSecond(cell).orElseThrow()).isLessThanOrEqualTo(cell.roof() * (1 + 1e-12)));
    }

    /** 28 layers of 12 heads over a mean context of 63.5 cached tokens and the token itself. */
    @Test
    void scoresByHand() {
        ValidatedRow cell = Cells.publishedOf("apple-m1-pro").stream()
                .filter(row -> row.model().equals("qwen2.5-1.5b") && row.measured().generatedTokens() == 128).findFirst().orElseThrow();
        assertThat(DecodeCosts.scores(cell)).isEqualTo(28 * 12 * 64.5);
        assertThat(DecodeCosts.operators(cell)).isGreaterThan(28 * 9);
    }

    @Test
    void saysNothingOfWhatItHasNotSeen() {
        DecodeCosts found = DecodeCosts.fit(Cells.made(DecodeCostsTest::rate));
        assertThat(found.tokensPerSecond(Cells.decode("apple-m1", "llama-2-7b", 0.5).get(0))).isEmpty();
        List<ValidatedRow> prefill = Cells.publishedOf("apple-m1-pro").stream().filter(row -> row.measured().phase() == PhaseName.PREFILL).toList();
        assertThat(found.tokensPerSecond(prefill.get(0))).isEmpty();
        assertThatThrownBy(() -> DecodeCosts.fit(prefill)).isInstanceOf(IllegalArgumentException.class);
    }
}
