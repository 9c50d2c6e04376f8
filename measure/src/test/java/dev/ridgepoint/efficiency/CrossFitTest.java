package dev.ridgepoint.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The halves are chosen by name alone, and what is tested was never seen. */
class CrossFitTest {

    private static final List<ValidatedRow> M1_PRO = Cells.publishedOf("apple-m1-pro");

    @Test
    void everyOtherModel() {
        CrossFit<Efficiencies> fit = CrossFit.of(M1_PRO, Efficiencies::fit);
        assertThat(fit.first().fittedModels()).containsExactly("fox-1-1.6b", "plm-1.8b", "qwen3-0.6b");
        assertThat(fit.first().testedModels()).containsExactly("llama-3.2-1b", "qwen2.5-1.5b", "smollm2-1.7b").isEqualTo(fit.second().fittedModels());
        assertThat(fit.second().testedModels()).isEqualTo(fit.first().fittedModels());
        assertThat(fit.tested()).hasSize(144).extracting(FittedCell::row).containsExactlyInAnyOrderElementsOf(M1_PRO);
    }

    /** Rates of the tested half do not move what is fitted. */
    @Test
    void whatIsTestedIsNotSeen() {
        List<String> seen = CrossFit.of(M1_PRO, Efficiencies::fit).first().fittedModels();
        List<ValidatedRow> changed = M1_PRO.stream()
                .map(row -> seen.contains(row.model()) ? row : Cells.measured(row, row.measured().tokensPerSecond() / 7)).toList();
        assertThat(CrossFit.of(changed, Efficiencies::fit).first().rates().all()).isEqualTo(CrossFit.of(M1_PRO, Efficiencies::fit).first().rates().all());
        assertThat(CrossFit.of(changed, Efficiencies::fit).second().rates().all())
                .isNotEqualTo(CrossFit.of(M1_PRO, Efficiencies::fit).second().rates().all());
    }

    @Test
    void needsOneDeviceAndTwoModels() {
        assertThatThrownBy(() -> CrossFit.of(Cells.published().rows(), Efficiencies::fit)).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("what is fitted is of one device, not of raspberry-pi-5-8gb, rtx-3070-ti-laptop");
        assertThatThrownBy(() -> CrossFit.of(Cells.publishedOf("rtx-3070-ti-laptop"), Efficiencies::fit)).isInstanceOf(InvalidInputException.class)
                .hasMessage("there is only qwen2.5-1.5b on rtx-3070-ti-laptop: nothing is left to test what is fitted on it");
        assertThatThrownBy(() -> CrossFit.of(List.of(), Efficiencies::fit)).hasMessage("what is fitted is of one device, not of none");
        assertThat(DeviceFit.of(Cells.published())).extracting(DeviceFit::hardware).containsExactly("apple-m1-pro", "raspberry-pi-5-8gb");
    }
}
