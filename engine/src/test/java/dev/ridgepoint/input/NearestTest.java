package dev.ridgepoint.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> IDS = List.of("a10", "apple-m1", "apple-m1-pro", "h100-pcie", "h100-sxm", "h20", "rtx-3080", "rtx-3090", "t4");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
            "rtx3090, rtx-3090", "rtx-3900, rtx-3090", "RTX-3090, rtx-3090", "rtx_3090, rtx-3090", "aple-m1, apple-m1", "apple-m1-por, apple-m1-pro",
            "m1-pro, apple-m1-pro",
            // Who breaks off meant what goes on, although 'a10' is fewer edits away.
            "h100, h100-sxm"})
    void theNameThatWasMeantIsOffered(String written, String meant) {
        assertThat(Nearest.to(written, IDS)).contains(meant);
        assertThat(Nearest.hint(written, IDS)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "mi300x", "something-else-entirely", "\n"})
    void nothingIsOfferedForWhatIsLikeNothing(String written) {
        assertThat(Nearest.to(written, IDS)).isEmpty();
        assertThat(Nearest.hint(written, IDS)).isEmpty();
    }

    @Test
    void ofEquallyNearNamesTheFirstInTheAlphabetIsOfferedWhateverTheirOrder() {
        assertThat(Nearest.to("xa", List.of("xc", "xb"))).contains("xb");
        assertThat(Nearest.to("xa", List.of("xb", "xc"))).contains("xb");
    }

    @Test
    void aVeryLongNameCostsNoTime() {
        assertThat(Nearest.to("x".repeat(1_000_000), IDS)).isEmpty();
    }

    @Test
    void thereMayBeNoNames() {
        assertThat(Nearest.to("rtx-3090", List.of())).isEmpty();
    }
}
