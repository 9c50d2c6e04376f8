package dev.ridgepoint.examples.rooflinebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.study.Study;
import dev.ridgepoint.study.StudyReader;
import dev.ridgepoint.study.StudyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed in {@code examples/rooflinebench} is what its studies say today; {@code study.sh} makes it anew. */
class ReexaminationReportTest {

    private static final Path HERE = Path.of("rooflinebench");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

    @TempDir
    private static Path folder;
    private static ReexaminationReport report;

    /** Every study, without its figures, which take most of the time and are made of the same points. */
    @BeforeAll
    static void studies() throws IOException {
        try (Stream<Path> files = Files.list(HERE)) {
            files.filter(file -> file.toString().endsWith(".yaml")).forEach(file -> {
                Study study = StudyReader.read(Library.find(), file);
                Study undrawn = new Study(study.file(), study.title(), study.question(), study.devices(), study.models(), study.formats(), study.caches(),
                        study.loads(), study.latent(), study.sweeps(), study.accountings(), List.of(), study.tables(), study.fingerprint());
                StudyRun.fresh(undrawn, "", folder.resolve(file.getFileName().toString().replace(".yaml", "")), (what, share) -> { }).run();
            });
        }
        report = new ReexaminationReport(folder, HERE);
    }

    @Test
    void theReexaminationIsWhatItsStudiesSay() {
        assertThat(report.text()).isEqualTo(committed("reexamination.md"));
    }

    @Test
    void theTablesAreWhatIsPredictedToday() {
        assertThat(report.tables()).isEqualTo(committed("tables.md"));
    }

    @Test
    void whatTheReexaminationShowsIsThere() {
        Matcher links = LINK.matcher(committed("reexamination.md"));
        assertThat(links.results().map(link -> HERE.resolve(link.group(1)))).hasSizeGreaterThan(10).allMatch(Files::exists);
    }

    private static String committed(String name) {
        try {
            return Files.readString(HERE.resolve(name));
        } catch (IOException e) {
            throw new AssertionError("no " + name + "; run examples/rooflinebench/study.sh", e);
        }
    }
}
