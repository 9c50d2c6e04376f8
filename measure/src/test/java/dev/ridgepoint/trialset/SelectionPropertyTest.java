package dev.ridgepoint.trialset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class SelectionPropertyTest {

    private static Selection of(List<Double> latencies, double fence) {
        Sheet.Rows rows = new Sheet.Rows(Path.of("t.csv"), List.of("model", "latency_ms"));
        int line = 2;
        for (Double latency : latencies) {
            rows.add(line++, List.of("a", latency < 1 ? "" : latency.toString()));
        }
        rows.add(line, List.of("a", "5"));
        rows.add(line + 1, List.of("a", "5"));
        TrialTable table = TrialTable.of(List.of("model", "latency_ms"), List.of(rows.sheet()));
        return Selection.of(table, Roles.in(table, null, null, null, null, null, null), List.of(), OptionalDouble.of(fence));
    }

    /** Every row is counted or left out, and what is left out is above all that is counted. */
    @Property(tries = 200)
    void nothingIsLost(@ForAll @Size(max = 40) List<@DoubleRange(max = 1e6) Double> latencies, @ForAll @DoubleRange(max = 3) double fence) {
        Selection selection = of(latencies, fence);
        int left = selection.left().stream().mapToInt(Selection.LeftOut::rows).sum();
        assertThat(selection.trials().size() + left).isEqualTo(selection.read());
        double[] kept = selection.trials().numbers("latency_ms");
        double most = Arrays.stream(kept).max().orElseThrow();
        List<Double> written = new ArrayList<>(latencies);
        written.addAll(List.of(5.0, 5.0));
        assertThat(written.stream().filter(latency -> latency >= 1 && latency <= most).count()).isEqualTo(kept.length);
    }

    @Property(tries = 100)
    void theOrderOfRowsDoesNotMatter(@ForAll @Size(max = 40) List<@DoubleRange(max = 1e6) Double> latencies, @ForAll long seed) {
        List<Double> shuffled = new ArrayList<>(latencies);
        Collections.shuffle(shuffled, new Random(seed));
        double[] kept = of(latencies, 1.5).trials().numbers("latency_ms");
        double[] again = of(shuffled, 1.5).trials().numbers("latency_ms");
        Arrays.sort(kept);
        Arrays.sort(again);
        assertThat(again).isEqualTo(kept);
    }
}
