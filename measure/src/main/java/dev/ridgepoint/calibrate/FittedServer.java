package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.calibrate.LeaveOneOut.Left;
import dev.ridgepoint.loadtest.LoadTestCase;
import dev.ridgepoint.loadtest.LoadTestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A server's runtime fitted to load tests, and what its fit is worth.
 *
 * @param backend  with its parameters
 * @param evidence what it was fitted to
 * @param leftOut  predictions of what a fit has not seen
 */
public record FittedServer(Backend backend, LoadTestEvidence evidence, List<LeftOut> leftOut) {

    /**
     * A load test predicted by a fit without its device, or without its model.
     *
     * @param left   what was left out
     * @param key    which device or model
     * @param result the measurement beside the prediction
     */
    public record LeftOut(Left left, String key, LoadTestResult result) { }

    /** Copies its list. */
    public FittedServer {
        leftOut = List.copyOf(leftOut);
    }

    /** Fits a runtime, and predicts every device and every model by a fit without it; models of one structure are left out together. */
    public static FittedServer fit(Backend shape, LoadTestEvidence evidence) {
        List<LeftOut> rows = new ArrayList<>();
        leaveOut(shape, evidence, Left.DEVICE, test -> test.hardware().id(), rows);
        leaveOut(shape, evidence, Left.MODEL, LoadTestCase::structure, rows);
        return new FittedServer(BackendFit.fit(shape, evidence), evidence, rows);
    }

    private static void leaveOut(Backend shape, LoadTestEvidence evidence, Left left, Function<LoadTestCase, String> keyOf, List<LeftOut> rows) {
        for (String key : evidence.cases().stream().map(keyOf).distinct().sorted().toList()) {
            LoadTestEvidence rest = evidence.where(test -> !keyOf.apply(test).equals(key));
            if (!rest.cases().isEmpty()) {
                Backend without = BackendFit.fit(shape, rest);
                evidence.cases().stream().filter(test -> keyOf.apply(test).equals(key))
                        .forEach(test -> rows.add(new LeftOut(left, left == Left.DEVICE ? key : test.test().model(), LoadTestResult.of(test, without))));
            }
        }
    }
}
