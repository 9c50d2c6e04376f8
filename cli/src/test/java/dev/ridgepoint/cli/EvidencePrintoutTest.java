package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.compare.Comparison;
import dev.ridgepoint.compare.Contrast;
import dev.ridgepoint.compare.Evidence;
import dev.ridgepoint.compare.MetricComparison;
import dev.ridgepoint.compare.Verdict;
import dev.ridgepoint.result.Metric;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidencePrintoutTest {

    private static final Evidence CLOCK = evidence(0.2, 0.0001, 0.0001);

    private static Evidence evidence(double change, double adjustedP, double withinThresholdP) {
        return new Evidence(new Contrast(100, 100 * (1 + change), change, adjustedP, adjustedP, 1, 1), adjustedP, withinThresholdP);
    }

    private static String machineChanged(Evidence kernel) {
        MetricComparison metric = new MetricComparison(
                Metric.FIRST_TOKEN, List.of(100.0), List.of(120.0), Optional.of(CLOCK), Optional.of(kernel), Verdict.MACHINE_CHANGED);
        return new EvidencePrintout(new Comparison(0.05, List.of(metric), List.of(), List.of(), List.of())).machineChanged(metric);
    }

    @Test
    void theWarningSaysWhatWasDecidedOn() {
        assertThat(machineChanged(evidence(0.01, 0.9, 0.9)))
                .isEqualTo("first token changed by +20.0 %, and the machine with it: in units of the reference kernel it is +1.0 %, "
                        + "which is not more than 5 %.");
        assertThat(machineChanged(evidence(-0.3, 0.001, 0.001)))
                .isEqualTo("first token changed by +20.0 %; in units of the reference kernel it is -30.0 %, the other way, as the kernel changed even more.");
        assertThat(machineChanged(evidence(0.15, 0.2, 0.4))).isEqualTo("first token changed by +20.0 %; in units of the reference kernel it is +15.0 %, "
                + "which may be luck (p if same is 0.200, p if 5 % is 0.400): the machine may have changed instead.");
        assertThat(machineChanged(evidence(0.06, 0.001, 0.4))).isEqualTo("first token changed by +20.0 %; in units of the reference kernel it is +6.0 %, "
                + "which is not surely more than 5 % (p if 5 % is 0.400): the machine may have changed instead.");
    }

    /** A change of 5.04 % is more than 5 %, and one of 5 % is not. */
    @ParameterizedTest
    @CsvSource({"0.0504, +5.04 %", "-0.0504, -5.04 %", "0.05, +5.0 %", "0.0496, +4.96 %", "-0.0496, -4.96 %", "0.0512, +5.1 %", "-0.0001, +0.0 %", "0, +0.0 %"})
    void changesStayOnTheirSideOfTheThreshold(double change, String text) {
        assertThat(new EvidencePrintout(new Comparison(0.05, List.of(), List.of(), List.of(), List.of())).percent(evidence(change, 1, 1))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.04996, 0.04996", "0.05, 0.050", "0.05004, 0.05004", "0.0005, <0.001", "0.9996, 1.000"})
    void chancesStayOnTheirSideOfTheSignificance(double p, String text) {
        assertThat(EvidencePrintout.p(p)).isEqualTo(text);
    }
}
