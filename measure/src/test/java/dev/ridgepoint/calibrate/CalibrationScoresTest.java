package dev.ridgepoint.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shipped runtimes, fitted again to what they were fitted to, which takes most of a minute: {@code mvn -Pcalibration verify}. After a change that is meant,
 * {@code examples/calibration/calibrate.sh} writes the runtimes and the scores anew.
 */
@Tag("calibration")
class CalibrationScoresTest {

    private static final Path HOME = Path.of(System.getProperty("ridgepoint.home"));
    private static final Path SCORES = HOME.resolve(Path.of("examples", "calibration", "scores.csv"));
    private static final List<Path> MEASURED = List.of(
            HOME.resolve(Path.of("examples", "calibration", "llama-bench.csv")), HOME.resolve(Path.of("examples", "rooflinebench", "published.csv")));
    /** A percentage point. */
    private static final double WORSE = 0.01;

    private static List<FittedBackend> fitted;

    @BeforeAll
    static void fit() {
        List<MeasuredRow> rows = new ArrayList<>();
        for (Path file : MEASURED) {
            ResultRows read = ResultFormat.read(file, new GivenNames(Optional.empty(), Optional.empty()));
            assertThat(read.skipped()).isEmpty();
            rows.addAll(read.rows());
        }
        Validator validator = new Validator(Library.find(), RuntimeChoice.AS_NAMED);
        fitted = FittedBackend.withSpreads(Observations.byRuntime(validator.prepare(new ResultRows(rows, List.of())).rows()).values().stream()
                .map(observations -> FittedBackend.fit(observations.shape(), observations)).toList());
    }

    private static String key(Score score) {
        return String.join(",", score.runtime(), score.left().name().toLowerCase(Locale.ROOT), score.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void noMeanIsWorseThanItWas() throws IOException {
        Map<String, Double> committed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(SCORES).subList(1, Files.readAllLines(SCORES).size())) {
            String[] fields = line.split(",");
            committed.put(String.join(",", fields[0], fields[1], fields[2]), Double.parseDouble(fields[4]));
        }
        List<Score> scores = Score.of(fitted);
        assertThat(scores).extracting(CalibrationScoresTest::key).containsExactlyElementsOf(committed.keySet());
        assertThat(scores).allSatisfy(score -> assertThat(score.mean()).as(key(score)).isLessThan(committed.get(key(score)) + WORSE));
    }

    /** To 2 % of every rate: another processor's arithmetic may end the search a step earlier. */
    @Test
    void theShippedRuntimesAreTheFit() {
        for (FittedBackend one : fitted) {
            double[] shipped = one.observations().logRatios(Library.find().runtime(one.backend().id()));
            double[] now = one.observations().logRatios(one.backend());
            for (int i = 0; i < now.length; i++) {
                assertThat(now[i]).as(one.observations().rows().get(i).measured().words()).isCloseTo(shipped[i], within(0.02));
            }
            assertThat(one.backend().devices()).isEqualTo(Library.find().runtime(one.backend().id()).devices());
        }
    }

    @Test
    void intervalsHoldWhatTheySay() {
        List<Score> scores = Score.of(fitted);
        assertThat(share(scores, Score::eighty)).isBetween(0.72, 0.88);
        assertThat(share(scores, Score::ninetyFive)).isBetween(0.90, 0.99);
    }

    private static double share(List<Score> scores, ToDoubleFunction<Score> inside) {
        return scores.stream().mapToDouble(score -> score.rows() * inside.applyAsDouble(score)).sum() / scores.stream().mapToInt(Score::rows).sum();
    }
}
