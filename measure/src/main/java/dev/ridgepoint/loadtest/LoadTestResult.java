package dev.ridgepoint.loadtest;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.concurrency.ClosedLoop.Steady;

/**
 * A load test beside its prediction.
 *
 * @param subject   the test
 * @param runtime   what it was predicted under: a runtime's id, or {@code ideal}
 * @param predicted the steady state
 */
public record LoadTestResult(LoadTestCase subject, String runtime, Steady predicted) {

    /** A prediction under a runtime. */
    public static LoadTestResult of(LoadTestCase test, Backend backend) {
        return new LoadTestResult(test, backend.id(), test.predict(backend));
    }

    /** A prediction of a server that reaches every ceiling. */
    public static LoadTestResult ideal(LoadTestCase test) {
        return new LoadTestResult(test, "ideal", test.predictIdeal());
    }

    /** The measurement. */
    public LoadTest test() {
        return subject.test();
    }

    /** {@code (predicted - measured) / measured} of the time of a token. */
    public double tokenError() {
        return predicted.timePerToken() / test().timePerToken() - 1;
    }

    /** The same of the time to the first token. */
    public double firstTokenError() {
        return predicted.timeToFirstToken() / test().timeToFirstToken() - 1;
    }

    /**
     * Whether the measured server was saturated: a new request waited longer for its first token than the prompts of all requests in flight take
     * one after the other, and a tenth of a whole generation more, so that it waited for somebody else's last token.
     */
    public boolean measuredSaturated() {
        double line = predicted.inFlight() * predicted.promptSeconds();
        return test().timeToFirstToken() > line + 0.1 * test().generated() * test().timePerToken();
    }
}
