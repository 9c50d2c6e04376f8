package dev.ridgepoint.scenario;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How the time to the first token grows with the prompt: the straight line of least squares through the median times of all scenarios.
 *
 * @param msPerToken  its slope
 * @param interceptMs what a prompt of no tokens would take
 * @param rSquared    the share of the times' variance that the line explains; null where they have none
 * @param lengths     distinct prompt lengths
 */
public record PrefillScaling(double msPerToken, double interceptMs, Double rSquared, int lengths) {

    /** The line through these scenarios; empty for fewer than two prompt lengths. */
    static Optional<PrefillScaling> of(List<MeasuredScenario> scenarios) {
        int lengths = (int) scenarios.stream().mapToInt(MeasuredScenario::promptLength).distinct().count();
        if (lengths < 2) {
            return Optional.empty();
        }
        SimpleRegression line = new SimpleRegression();
        scenarios.forEach(scenario -> line.addData(scenario.promptLength(), scenario.ttftMedianMs()));
        double rSquared = line.getRSquare();
        return Optional.of(new PrefillScaling(line.getSlope(), line.getIntercept(), Double.isNaN(rSquared) ? null : (Double) rSquared, lengths));
    }
}
