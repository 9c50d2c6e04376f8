package dev.ridgepoint.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far Table 5 of RooflineBench, 144 cells, is predicted by what is fitted on the other half of its models. */
class RooflineBenchTablesTest {

    private static final DeviceFit M1_PRO = DeviceFit.of(Cells.published()).get(0);

    private static void median(PhaseName phase, CrossFit<?> fit, double first, double second, double both) {
        assertThat(FitError.of(phase, fit.first().tested()).median()).isCloseTo(first, within(0.0005));
        assertThat(FitError.of(phase, fit.second().tested()).median()).isCloseTo(second, within(0.0005));
        assertThat(FitError.of(phase, fit.tested()).median()).isCloseTo(both, within(0.0005));
    }

    /** Within 20 %. */
    @Test
    void oneEfficiencyPredictsPrefill() {
        median(PhaseName.PREFILL, M1_PRO.efficiencies(), 0.083, 0.0955, 0.0885);
    }

    /** Not within 10 %: a small model launches as many operators as a large one, and a long context costs more than its bytes. */
    @Test
    void oneEfficiencyDoesNotPredictDecode() {
        median(PhaseName.DECODE, M1_PRO.efficiencies(), 0.1705, 0.150, 0.1705);
    }

    /** Within 10 %. */
    @Test
    void withLaunchesAndScoresDecodeIsPredicted() {
        median(PhaseName.DECODE, M1_PRO.decodeCosts().orElseThrow(), 0.038, 0.0595, 0.0475);
    }

    /** The form of the costs was chosen on the M1 Pro; on a CPU it holds as well. */
    @Test
    void raspberryPiToo() {
        DeviceFit pi = DeviceFit.of(Cells.published()).get(1);
        median(PhaseName.DECODE, pi.efficiencies(), 0.342, 0.2625, 0.2625);
        median(PhaseName.DECODE, pi.decodeCosts().orElseThrow(), 0.042, 0.0325, 0.038);
    }

    @Test
    void everyCellStandsInItsTable() {
        List<PrintedTable> tables = CellTables.of(Cells.published(), DeviceFit.of(Cells.published()));
        assertThat(tables).extracting(PrintedTable::title).containsExactly(
                "RooflineBench v3 Table 3, prefill: tokens/s measured / predicted", "RooflineBench v3 Table 3, decode: tokens/s measured / predicted",
                "RooflineBench v3 Table 4, prefill: tokens/s measured / predicted", "RooflineBench v3 Table 4, decode: tokens/s measured / predicted",
                "RooflineBench v3 Table 5, prefill: tokens/s measured / predicted", "RooflineBench v3 Table 5, decode: tokens/s measured / predicted");
        assertThat(tables.stream().flatMap(t -> t.rows().stream()).flatMap(List::stream).filter(cell -> cell.contains(" / "))).hasSize(200);
        assertThat(tables.get(5).heads()).containsExactly("Device", "Model", "Weights", "SISO", "LISO", "SILO", "LILO");
        assertThat(tables.get(5).rows()).hasSize(18);
        assertThat(tables.get(5).rows().get(0)).startsWith("Apple M1 Pro", "Qwen2.5-1.5B-Instruct", "FP16").last().asString().startsWith("43 / 43.");
        // One model on a device: nothing to fit on.
        assertThat(tables.get(3).rows().get(0).get(3)).matches("127 / \\d+\\.?\\d* \\(roof\\)");
        assertThat(tables.get(5).markdown(2)).startsWith("## RooflineBench v3 Table 5, decode")
                .contains("| Device | Model | Weights | SISO | LISO | SILO | LILO |\n| --- | --- | --- | ---: | ---: | ---: | ---: |\n| Apple M1 Pro |");
    }

    @Test
    void errorsAreToldBothWaysAndTogether() {
        FitReport report = new FitReport(DeviceFit.of(Cells.published()));
        assertThat(report.errors()).hasSize(18);
        assertThat(report.errors()).filteredOn(e -> e.hardware().equals("apple-m1-pro") && e.rates().equals(HeldOutError.COSTS))
                .extracting(e -> e.tested().cells()).containsExactly(36, 36, 72);
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.rows()).isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.heads())));
    }
}
