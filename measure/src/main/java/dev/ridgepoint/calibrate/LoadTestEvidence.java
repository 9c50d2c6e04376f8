package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.concurrency.ClosedLoop;
import dev.ridgepoint.loadtest.LoadTestCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Load tests as what a runtime is fitted to: the times of a token first, and of the first token for less. A measurement that stands in a file under two
 * names counts once, and a model in one format on one device as {@value #MOST_IN_GROUP} rows at most.
 */
public final class LoadTestEvidence implements Evidence {

    /** The first token waits for chance arrivals and for warming up, which no parameter stands for. */
    private static final double FIRST_TOKEN = 0.25;
    private static final double MOST_IN_GROUP = 20;
    /** A handful of models on two devices: the rest is better left where it is expected. */
    private static final double PRIOR = 2;

    private final List<LoadTestCase> cases;
    private final double[] weights;

    /** Of these tests. */
    public LoadTestEvidence(List<LoadTestCase> cases) {
        this.cases = List.copyOf(cases);
        this.weights = new double[2 * cases.size()];
        Map<List<Double>, Integer> copies = new HashMap<>();
        cases.forEach(test -> copies.merge(measured(test), 1, Integer::sum));
        Map<List<String>, Double> sizes = new HashMap<>();
        cases.forEach(test -> sizes.merge(group(test), 1.0 / copies.get(measured(test)), Double::sum));
        for (int i = 0; i < cases.size(); i++) {
            double size = sizes.get(group(cases.get(i)));
            double weight = Math.sqrt(Math.min(MOST_IN_GROUP, size) / size / copies.get(measured(cases.get(i))));
            weights[2 * i] = weight;
            weights[2 * i + 1] = weight * FIRST_TOKEN;
        }
    }

    private static List<Double> measured(LoadTestCase test) {
        return List.of(test.test().timeToFirstToken(), test.test().timePerToken());
    }

    private static List<String> group(LoadTestCase test) {
        return List.of(test.hardware().id(), test.structure(), test.test().weights());
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

    @Override
    public double prior() {
        return PRIOR;
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
