package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.concurrency.ClosedLoop;
import dev.ridgepoint.loadtest.LoadTestCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Load tests as what a runtime is fitted to: the times of a token first, and of the first token for less. */
public final class LoadTestEvidence implements Evidence {

    /** The first token waits for chance arrivals and for warming up, which no parameter stands for. */
    private static final double FIRST_TOKEN_WEIGHT = 0.25;

    private final List<LoadTestCase> cases;
    private final double[] weights;

    /** Of these tests. */
    public LoadTestEvidence(List<LoadTestCase> cases) {
        this.cases = List.copyOf(cases);
        this.weights = new double[2 * cases.size()];
        Map<List<Double>, Integer> copies = new HashMap<>();
        cases.forEach(test -> copies.merge(measured(test), 1, Integer::sum));
        for (int i = 0; i < cases.size(); i++) {
            // The same measurement under two names counts once.
            double once = 1 / Math.sqrt(copies.get(measured(cases.get(i))));
            weights[2 * i] = once;
            weights[2 * i + 1] = once * FIRST_TOKEN_WEIGHT;
        }
    }

    private static List<Double> measured(LoadTestCase test) {
        return List.of(test.test().timeToFirstToken(), test.test().timePerToken());
    }

    /** The tests. */
    public List<LoadTestCase> cases() {
        return cases;
    }

    /** Those for which something holds. */
    public LoadTestEvidence where(Predicate<LoadTestCase> holds) {
        return new LoadTestEvidence(cases.stream().filter(holds).toList());
    }

    @Override
    public double[] weights() {
        return weights;
    }

    /** Two a test: of the time of a token, and of the time to the first. */
    @Override
    public double[] logRatios(Backend backend) {
        double[] ratios = new double[weights.length];
        for (int i = 0; i < cases.size(); i++) {
            ClosedLoop.Steady predicted = cases.get(i).predict(backend);
            ratios[2 * i] = Math.log(predicted.timePerToken() / cases.get(i).test().timePerToken());
            ratios[2 * i + 1] = Math.log(predicted.timeToFirstToken() / cases.get(i).test().timeToFirstToken());
        }
        return ratios;
    }
}
