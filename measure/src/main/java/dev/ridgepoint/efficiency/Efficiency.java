package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The share of its ceilings that a device reaches in one phase and weights format. Every ceiling is lowered by it, which where one of them binds is that
 * one: in decode bandwidth, in prefill arithmetic.
 *
 * @param scope what it is of
 * @param value above 0 and at most 1: what is measured above its roof is not explained by an efficiency
 * @param cells measurements that it was fitted to
 */
public record Efficiency(Scope scope, double value, int cells) {

    /**
     * What has an efficiency of its own.
     *
     * @param hardware id of the device
     * @param phase    prefill or decode
     * @param weights  id of the weights format
     */
    public record Scope(String hardware, PhaseName phase, String weights) {

        static Scope of(ValidatedRow row) {
            return new Scope(row.hardware().id(), row.measured().phase(), row.weights());
        }
    }

    /**
     * The efficiency with the least sum of {@code |ln(predicted / measured)|}, which is the median of {@code ln(measured / roof)}; between two middle
     * cells, their geometric mean.
     */
    static Efficiency fit(Scope scope, double[] measuredOverRoof) {
        double[] logs = new double[measuredOverRoof.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(measuredOverRoof[i]);
        }
        return new Efficiency(scope, Math.min(1, Math.exp(new Median().evaluate(logs))), logs.length);
    }
}
