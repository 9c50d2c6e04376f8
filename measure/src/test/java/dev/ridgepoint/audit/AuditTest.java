package dev.ridgepoint.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ridgepoint.Library;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults planted in measurements that are otherwise what is predicted. */
class AuditTest {

    private static final Library LIBRARY = Library.find();
    private static final String DEVICE = "rtx-4090";
    private static final double SOUND = rate(row(PhaseName.DECODE, 0, 1));

    private final List<MeasuredRow> rows = new ArrayList<>();

    /** A row of llama-2-7b in Q4_0. */
    private static MeasuredRow row(PhaseName phase, int depth, double rate) {
        return row(phase, depth, 1, rate, OptionalDouble.empty(), "");
    }

    private static MeasuredRow row(PhaseName phase, int depth, int batch, double rate, OptionalDouble stddev, String notes) {
        boolean prefill = phase == PhaseName.PREFILL;
        return new MeasuredRow("planted", "test", DEVICE, "llama.cpp-cuda-fa", "llama-2-7b", "q4_0", phase, prefill ? 512 : 0, prefill ? 0 : 128, depth, batch,
                rate, stddev, notes);
    }

    private static double rate(MeasuredRow row) {
        return new Validator(LIBRARY, RuntimeChoice.AS_NAMED).validate(new ResultRows(List.of(row), List.of())).rows().get(0).predicted();
    }

    private Audit audit() {
        return Audit.of(new Validator(LIBRARY, RuntimeChoice.AS_NAMED).validate(new ResultRows(rows, List.of())));
    }

    private void assertFound(Check check, String reason) {
        assertThat(audit().doubts()).extracting(Doubt::check).containsExactly(check);
        Doubt doubt = audit().doubts(check).get(0);
        assertThat(doubt.reason()).contains(reason);
        assertThat(doubt.places()).isNotEmpty().containsOnly("planted");
    }

    @Test
    void nothingIsDoubtfulInWhatIsPredicted() {
        for (int depth : new int[] {0, 1024, 8192}) {
            rows.add(row(PhaseName.DECODE, depth, rate(row(PhaseName.DECODE, depth, 1))));
            rows.add(row(PhaseName.PREFILL, depth, rate(row(PhaseName.PREFILL, depth, 1))));
        }
        assertThat(audit().doubts()).extracting(Doubt::reason).isEmpty();
        assertThat(audit().rows()).isEqualTo(6);
    }

    @Test
    void moreThanTheRoof() {
        // 3.8 GB a token at 1008 GB/s are no more than 263 tokens/s.
        rows.add(row(PhaseName.DECODE, 0, 300));
        assertFound(Check.ROOF, "memory bandwidth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.001 | as if thousands of tokens were counted
            0.125 | as if bytes were taken for bits (8x)
            0.0166 | as if a minute were taken for a second
            """)
    void rateInAnotherUnit(double factor, String reason) {
        rows.add(row(PhaseName.DECODE, 0, factor * SOUND));
        assertFound(Check.UNIT, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 | as if thousandths of a token were counted
            1024 | as if thousandths of a token were counted
            60   | as if it were tokens a minute
            8    | as if bits were taken for bytes (8x)
            """)
    void slipsUpwardsAreAboveTheRoofToo(double factor, String reason) {
        rows.add(row(PhaseName.DECODE, 0, factor * SOUND));
        assertThat(audit().doubts()).extracting(Doubt::check).containsExactly(Check.ROOF, Check.UNIT);
        assertThat(audit().doubts(Check.UNIT).get(0).reason()).contains(reason);
    }

    @Test
    void timeForARate() {
        rows.add(row(PhaseName.DECODE, 0, 1000 / SOUND));
        assertFound(Check.UNIT, "milliseconds a token");
    }

    @Test
    void rateOfOneSequence() {
        double all = rate(row(PhaseName.DECODE, 0, 16, 1, OptionalDouble.empty(), ""));
        rows.add(row(PhaseName.DECODE, 0, 16, all / 16, OptionalDouble.empty(), ""));
        assertFound(Check.UNIT, "one of its 16 sequences");
    }

    @Test
    void slowIsNoSlipUnderARuntimeThatIsNotKnown() {
        rows.add(new MeasuredRow("planted", "", DEVICE, "somebody's", "llama-2-7b", "q4_0", PhaseName.DECODE, 0, 128, 0, 1, SOUND / 8, OptionalDouble.empty(), ""));
        assertThat(audit().doubts()).extracting(Doubt::reason).isEmpty();
    }

    @Test
    void oneMeasurementTwice() {
        rows.add(row(PhaseName.DECODE, 0, SOUND));
        rows.add(row(PhaseName.DECODE, 0, SOUND));
        assertFound(Check.DUPLICATE, "2 rows of the same test");
    }

    @Test
    void theSameRateInTwoScenariosIsNoDuplicate() {
        rows.add(row(PhaseName.DECODE, 0, 1, SOUND, OptionalDouble.empty(), "scenario=SISO"));
        rows.add(row(PhaseName.DECODE, 0, 1, SOUND, OptionalDouble.empty(), "scenario=LISO"));
        assertThat(audit().doubts()).extracting(Doubt::reason).isEmpty();
    }

    @Test
    void oneTestWithTwoAnswers() {
        rows.add(row(PhaseName.DECODE, 0, SOUND));
        rows.add(row(PhaseName.DECODE, 0, 0.9 * SOUND));
        assertFound(Check.DISAGREEMENT, "1.111x apart");
    }

    @Test
    void noiseIsNoDisagreement() {
        rows.add(row(PhaseName.DECODE, 0, SOUND));
        rows.add(row(PhaseName.DECODE, 0, 0.97 * SOUND));
        rows.add(row(PhaseName.DECODE, 4096, 1, 0.7 * SOUND, OptionalDouble.of(0.06 * SOUND), ""));
        rows.add(row(PhaseName.DECODE, 4096, 1, 0.8 * SOUND, OptionalDouble.of(0.06 * SOUND), ""));
        assertThat(audit().doubts()).extracting(Doubt::reason).isEmpty();
    }

    @Test
    void slowerEachTime() {
        for (double share : new double[] {1, 0.97, 0.93, 0.9}) {
            rows.add(row(PhaseName.DECODE, 0, share * SOUND));
        }
        assertThat(audit().doubts()).extracting(Doubt::check).containsExactly(Check.DISAGREEMENT, Check.THROTTLING);
        assertThat(audit().doubts(Check.THROTTLING).get(0).rows()).hasSize(4);
    }

    @Test
    void upAndDownIsNoThrottling() {
        for (double share : new double[] {1, 0.93, 0.97, 0.9, 0.95}) {
            rows.add(row(PhaseName.DECODE, 0, share * SOUND));
        }
        assertThat(audit().doubts(Check.THROTTLING)).isEmpty();
    }

    @Test
    void fasterWhenDeeper() {
        rows.add(row(PhaseName.DECODE, 2048, 0.8 * SOUND));
        rows.add(row(PhaseName.DECODE, 0, SOUND));
        rows.add(row(PhaseName.DECODE, 1024, 0.7 * SOUND));
        assertFound(Check.DEPTH, "after 1024 tokens");
    }

    @Test
    void repetitionsThatHardlyAgree() {
        rows.add(row(PhaseName.DECODE, 0, 1, SOUND, OptionalDouble.of(0.09 * SOUND), ""));
        assertThat(audit().doubts()).extracting(Doubt::reason).isEmpty();
        rows.set(0, row(PhaseName.DECODE, 0, 1, SOUND, OptionalDouble.of(0.12 * SOUND), ""));
        assertFound(Check.SPREAD, "12 %");
    }

    @Test
    void aDoubtIsAboutARow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubt(Check.ROOF, List.of(), ""));
    }
}
