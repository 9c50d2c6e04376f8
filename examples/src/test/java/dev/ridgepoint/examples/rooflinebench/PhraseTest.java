package dev.ridgepoint.examples.rooflinebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the re-examination writes numbers, lists and verdicts. */
class PhraseTest {

    @ParameterizedTest
    @CsvSource({"0.98449, 0.984", "1.0001, 1.00", "28.24, 28.2", "1153.7, 1150", "64, 64", "0.0999949, 0.100", "9.996, 10.0", "-0.5, -0.500"})
    void numbersHaveThreeDigits(double number, String written) {
        assertThat(Phrase.number(number)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.17, 17 %", "0.0344, 3.4 %", "1, 100 %", "0.00064, 0.064 %"})
    void sharesArePercent(double share, String written) {
        assertThat(Phrase.percent(share)).isEqualTo(written);
    }

    @Test
    void listsReadAsPeopleWriteThem() {
        assertThat(Phrase.list(List.of())).isEqualTo("none");
        assertThat(Phrase.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        List<String> all = List.of("M1 Pro", "H100");
        assertThat(Phrase.devices(all, all)).isEqualTo("all two devices");
        assertThat(Phrase.devices(List.of("H100"), all)).isEqualTo("the H100");
        assertThat(Phrase.devices(List.of(), all)).isEqualTo("none of the two devices");
    }

    @Test
    void rangesNameAnEndOnceWhereBothReadTheSame() {
        assertThat(Range.of(DoubleStream.of(3, 1.5, 2)).words()).isEqualTo("1.50 to 3");
        assertThat(Range.of(DoubleStream.of(1.5, 1.5001)).words()).isEqualTo("1.50");
        assertThat(new Range(0.12, 0.4).percent()).isEqualTo("12 to 40 %");
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(DoubleStream.empty()));
    }

    @Test
    void aVerdictIsOfAllItsParts() {
        assertThat(Verdict.of(true, true)).isEqualTo(Verdict.HOLDS);
        assertThat(Verdict.of(true, false)).isEqualTo(Verdict.PARTLY);
        assertThat(Verdict.of(false, false)).isEqualTo(Verdict.FAILS);
    }
}
