package dev.ridgepoint.roofline;

import dev.ridgepoint.hardware.Sourced;
import java.util.Map;
import java.util.SortedMap;

/** How the rate of matrix products grows with their rows: measured at some, interpolated on log-log axes between, level beyond. */
final class ProductRates {

    private final double[] logRows;
    private final double[] logSeconds;

    /** @param rates operations a second by rows; not empty */
    ProductRates(SortedMap<Integer, Sourced> rates, double highest) {
        logRows = new double[rates.size()];
        logSeconds = new double[rates.size()];
        int i = 0;
        for (Map.Entry<Integer, Sourced> rate : rates.entrySet()) {
            logRows[i] = Math.log(rate.getKey());
            logSeconds[i] = -Math.log(Math.min(highest, rate.getValue().value()));
            i++;
        }
    }

    /** Seconds of one operation in a product of so many rows. */
    double secondsPerFlop(double rows) {
        double at = Math.log(rows);
        int last = logRows.length - 1;
        if (at <= logRows[0]) {
            return Math.exp(logSeconds[0]);
        }
        if (at >= logRows[last]) {
            return Math.exp(logSeconds[last]);
        }
        int above = 1;
        while (logRows[above] < at) {
            above++;
        }
        double share = (at - logRows[above - 1]) / (logRows[above] - logRows[above - 1]);
        return Math.exp(logSeconds[above - 1] + share * (logSeconds[above] - logSeconds[above - 1]));
    }
}
