package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code bench compare} of two runs with a reference kernel, an iteration and a cold start that were disturbed, as it was last looked at. After a change
 * that is meant, write the files anew with {@code -Dridgepoint.golden=write}, and look at the difference.
 */
class BenchCompareGoldenTest {

    private static final String BEFORE = "src/test/resources/bench/compare-before.json";
    private static final String AFTER = "src/test/resources/bench/compare-after.json";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/compare");
    /** The narrowest terminal. */
    private static final int COLUMNS = 80;

    @ParameterizedTest
    @CsvSource({"compare.txt, text, ''", "compare.json, json, ''", "compare.csv, csv, ''", "detailed.txt, text, --detailed", "detailed.json, json, --detailed",
            "detailed.csv, csv, --detailed"})
    void isAsItWas(String name, String format, String option) throws IOException {
        List<String> args = new ArrayList<>(List.of("bench", "compare", BEFORE, AFTER, "--format", format));
        if (!option.isEmpty()) {
            args.add(option);
        }
        Run run = Run.of(args.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        if ("write".equals(System.getProperty("ridgepoint.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(GOLDEN.resolve(name)));
        if (format.equals("text")) {
            // Paths are as long as they are.
            assertThat(run.out().lines().skip(1)).allMatch(line -> line.length() <= COLUMNS);
        }
    }
}
