package dev.ridgepoint.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

    @ParameterizedTest
    @CsvSource({"S1,16,32", "S2,64,64", "S3,256,128", "S4,512,256", "S5,1024,128", "S6,64,512", "SISO,128,128", "SILO,128,4096",
        "LISO,4096,128", "LILO,4096,4096",
        "s6,64,512", "lilo,4096,4096", "512/128,512,128", "1/1,1,1"})
    void scenariosAreAsPublishedOrAsWritten(String written, int prompt, int generated) {
        Scenario scenario = Scenario.of(written);
        assertThat(scenario.prompt()).isEqualTo(prompt);
        assertThat(scenario.generated()).isEqualTo(generated);
        assertThat(scenario.shape().depth()).isZero();
        assertThat(scenario.steps()).isEqualTo(generated - 1);
    }

    @ParameterizedTest
    @CsvSource({"S7,did you mean", "SILLO,did you mean 'SILO'?", "everything,there are S1", "512x128,there are"})
    void anUnknownOneIsToldWithTheNearest(String written, String told) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Scenario.of(written)).withMessageContaining("no scenario '" + written + "'")
                .withMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512/0", "/", "0/5", "16/-1", "a/b", "1/2/3", "99999999/1"})
    void lengthsAreTwoNumbersAboveZero(String written) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Scenario.of(written))
                .withMessage("'" + written + "' is no scenario: PROMPT/GENERATED are two whole numbers from 1 to 9999999, as in 512/128");
    }

    @Test
    void namesAreDistinct() {
        assertThat(Scenario.all()).hasSize(10).doesNotHaveDuplicates().extracting(Scenario::id).doesNotHaveDuplicates();
    }
}
