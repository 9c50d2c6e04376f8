package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, and the studies that come with Ridgepoint. */
class StudyCommandTest {

    private static final String STUDY = """
            title: A study
            devices: [apple-m1-pro]
            models: [qwen2.5-0.5b]
            formats: [q8_0]
            scenarios: [SISO, SILO]
            tables: [{title: Rates, rows: scenario, value: decode_rate}]
            """;

    @TempDir
    private Path folder;

    @Test
    void saysHowManyPointsAndWhereTheFilesAre() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), STUDY);
        Path output = folder.resolve("out");
        assertThat(Run.output("study", file.toString(), "--output", output.toString()).lines())
                .containsExactly("2 points", output.resolve("report.md").toString(), output.resolve("points.csv").toString());
        assertThat(Run.output("study", file.toString(), "--output", output.toString(), "--resume")).startsWith("2 points; 2 files kept");
        assertThat(Files.readString(output.resolve("report.md"))).contains("| SISO | ").contains("ridgepoint study mine.yaml");
    }

    @Test
    void aMistakeCostsOneLineAndLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), STUDY.replace("q8_0", "q80"));
        Run run = Run.of("study", file.toString(), "--output", folder.resolve("out").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualToIgnoringNewLines("ridgepoint: " + file + ":4: formats.[0]: no weights format 'q80'; did you mean 'q8_0'?");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Run.of("study", folder.resolve("none.yaml").toString()).err()).contains("no such file");
        assertThat(Run.of("study").err()).contains("FILE");
    }

    /** Not their figures, which take long to draw. */
    @ParameterizedTest
    @ValueSource(strings = {"attention", "beyond", "depth", "devices", "formats", "sequence-length"})
    void theStudiesOfRooflineBenchAreSound(String name) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("ridgepoint.home"), "examples/rooflinebench", name + ".yaml"));
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text.replaceAll("(?s)\nfigures:\n.*?\n(?=[a-z]|$)", "\n"));
        assertThat(Run.of("study", file.toString(), "--output", folder.resolve(name).toString()).err()).isEmpty();
        assertThat(Files.readString(folder.resolve(name).resolve("report.md"))).doesNotContain("## Points without a prediction");
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("manifest.json", "points.csv", "report.md");
        }
    }
}
