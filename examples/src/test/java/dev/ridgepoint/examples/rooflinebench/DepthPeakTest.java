package dev.ridgepoint.examples.rooflinebench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdict on a peak over depth turns where its numbers do. */
class DepthPeakTest {

    private static final int[] LAYERS = {2, 3, 4, 5, 8, 64};

    /** Memory is 8 + 2 L and time 8 + 2 L, so that L / (memory x time) is greatest at sqrt(8 x 8 / (2 x 2)) = 4. */
    private static StudyPoints study(DoubleUnaryOperator decode) {
        return new StudyPoints(IntStream.of(LAYERS).mapToObj(layers -> {
            double size = 8 + 2 * layers;
            Map<String, String> cells = new HashMap<>(Map.of("device", "M1 Pro", "format", "f16", "scenario", "SISO", "layers", Integer.toString(layers)));
            cells.put("decode_oi_flop_per_byte", Double.toString(decode.applyAsDouble(layers)));
            cells.put("request_oi_flop_per_byte", "1");
            cells.put("as_coded_oi_per_byte_s", Double.toString(layers / size / size));
            cells.put("memory_bytes", Double.toString(size));
            cells.put("request_time_s", Double.toString(size));
            return new StudyPoint(Path.of("points.csv"), layers, cells);
        }).toList());
    }

    @Test
    void whatRisesHasNoPeakThere() {
        DepthPeak rising = DepthPeak.of(study(Math::log));
        assertThat(rising.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(rising.where()).startsWith("on none of");
        assertThat(rising.paragraphs().get(0)).contains("greatest at 64 layers", "rises with every layer");
    }

    @Test
    void whatPeaksThereIsSaidToDoSo() {
        DepthPeak peaked = DepthPeak.of(study(layers -> -Math.abs(layers - 4) + 100));
        assertThat(peaked.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(peaked.paragraphs().get(0)).contains("greatest at 4 layers").doesNotContain("rises with every layer");
    }

    @Test
    void thePeakOfThePublishedAccountingIsThatOfASizeTimesATime() {
        DepthPeak.Curve curve = DepthPeak.of(study(Math::log)).curves().get(0);
        assertThat(curve.coded()).isEqualTo(4);
        assertThat(curve.predicted()).isEqualTo(4);
    }
}
