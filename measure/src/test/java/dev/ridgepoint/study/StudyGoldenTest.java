package dev.ridgepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small study yields, as it was last looked at. After a change that is meant, write the files anew, and look at the difference:
 * {@code mvn -pl measure -am test -Dtest=StudyGoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dridgepoint.golden=write}.
 */
class StudyGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/ridgepoint/study");

    @TempDir
    private Path folder;

    @Test
    void pointsAndReportAreAsTheyWere() throws IOException {
        Study study = StudyReader.read(Library.find(), GOLDEN.resolve("small.yaml"));
        StudyRun.fresh(study, "1", folder, (what, share) -> { }).run();
        for (String file : new String[] {"points.csv", "report.md"}) {
            if ("write".equals(System.getProperty("ridgepoint.golden"))) {
                Files.copy(folder.resolve(file), GOLDEN.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(folder.resolve(file)).hasSameTextualContentAs(GOLDEN.resolve(file));
        }
    }
}
