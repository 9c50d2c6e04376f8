package dev.ridgepoint.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The highest rate at which a server meets an objective.
 *
 * @param slo        what one request must not exceed
 * @param attainment share of the requests that must meet it
 * @param alone      what requests see that come one at a time
 * @param tried      every rate that was simulated, from low to high
 */
public record Capacity(Slo slo, double attainment, ServingResult alone, List<Trial> tried) {

    /** Where a rate that meets the objective and one that does not lie so close, the search ends. */
    private static final double CLOSE = 1.005;
    /** Requests that come alone: so few an hour that none meets another. */
    private static final double ALONE_PER_SECOND = 1e-6;
    private static final long MOST_ALONE = 1000;
    /** Beyond so many requests a second it is the model of the traffic that ends, not the device. */
    private static final double MOST_PER_SECOND = 1e9;

    /**
     * One rate.
     *
     * @param perSecond requests that came
     * @param result    what became of them
     * @param meets     whether enough of them met the objective, and the queue did not grow
     */
    public record Trial(double perSecond, ServingResult result, boolean meets) { }

    /** Sorts the trials. */
    public Capacity {
        tried = tried.stream().sorted(Comparator.comparingDouble(Trial::perSecond)).toList();
    }

    /**
     * Searches by halving: the same requests, closer together or further apart, until two rates half a percent apart differ in whether they will do.
     *
     * @param traffic    the requests; its rate does not matter
     * @param attainment share of the requests that must meet the objective, above 0 and at most 1
     */
    public static Capacity search(Server server, Traffic traffic, Slo slo, double attainment) {
        Traffic few = new Traffic(traffic.arrivals(), traffic.shapes(), traffic.prefixes(), traffic.prefixTokens(),
                Math.min(MOST_ALONE, traffic.requests()), traffic.seed());
        ServingResult alone = server.serve(few.at(ALONE_PER_SECOND).source(), slo, traffic.seed());
        List<Trial> tried = new ArrayList<>();
        if (alone.completed() == 0 || alone.attainment() < attainment) {
            return new Capacity(slo, attainment, alone, tried);
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double rate = 1 / alone.endToEnd().mean();
        while (high > low * CLOSE && rate > ALONE_PER_SECOND && rate < MOST_PER_SECOND) {
            ServingResult result = server.serve(traffic.at(rate).source(), slo, traffic.seed());
            boolean meets = result.attainment() >= attainment && !result.saturated();
            tried.add(new Trial(rate, result, meets));
            if (meets) {
                low = rate;
            } else {
                high = rate;
            }
            rate = low == 0 ? high / 2 : Double.isInfinite(high) ? 2 * low : Math.sqrt(low * high);
        }
        return new Capacity(slo, attainment, alone, tried);
    }

    /** The highest rate that will do; empty where not even requests that come alone meet the objective. */
    public Optional<Trial> highest() {
        double least = least().map(Trial::perSecond).orElse(Double.POSITIVE_INFINITY);
        return tried.stream().filter(trial -> trial.meets() && trial.perSecond() < least).reduce((a, b) -> b);
    }

    /** The lowest rate that will not do. */
    public Optional<Trial> least() {
        return tried.stream().filter(trial -> !trial.meets()).findFirst();
    }
}
