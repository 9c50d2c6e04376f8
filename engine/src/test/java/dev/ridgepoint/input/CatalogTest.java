package dev.ridgepoint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    @TempDir
    private Path folder;
    private Catalog catalog;

    @BeforeEach
    void fill() throws IOException {
        for (String name : new String[] {"rtx-3090.yaml", "a10.yaml", "README.md", "t4.yml", "notes.yaml.bak"}) {
            Files.writeString(folder.resolve(name), "id: x\n");
        }
        catalog = new Catalog(folder, "hardware profile");
    }

    @Test
    void theIdsAreTheNamesOfTheYamlFilesSorted() {
        assertThat(catalog.ids()).containsExactly("a10", "rtx-3090");
    }

    @Test
    void anIdIsAFileOfTheFolder() {
        assertThat(catalog.find("a10")).isEqualTo(folder.resolve("a10.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.yaml", "mine.yml", "./mine", "profiles/mine", "/tmp/mine", "C:\\mine"})
    void whatLooksLikeAPathIsOneWhetherOrNotItIsThere(String path) {
        assertThat(catalog.find(path)).isEqualTo(Path.of(path));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
            rtx3090   | no hardware profile 'rtx3090'; did you mean 'rtx-3090'?
            something | no hardware profile 'something'
            README    | no hardware profile 'README'
            ''        | no hardware profile ''
            ..        | no hardware profile '..'
            """)
    void anUnknownIdOffersTheNearest(String id, String message) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> catalog.find(id)).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\0b.yaml", "a/\0", "two\nlines"})
    void whatCannotBeAFileNameIsAMistakeInOneLine(String name) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> catalog.find(name))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("\0"));
    }

    @Test
    void aNameOfAMegabyteIsRefusedInAShortMessage() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> catalog.find("x".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(3000));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Catalog missing = new Catalog(folder.resolve("nowhere"), "model");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(missing::ids).withMessageContaining("nowhere");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> missing.find("gpt2")).withMessageContaining("nowhere");
    }
}
