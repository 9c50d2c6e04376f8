package dev.ridgepoint.result;

import dev.ridgepoint.result.Extension.Spread;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Execution;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How near decode came to what the memory gave at that moment: each step's bytes over its time, beside the bandwidth of the reads just before and after it.
 *
 * @param bytesPerStep    weights and cache that a step reads, over the steps
 * @param probeGbPerSecond what the reads beside the steps reached, GB/s
 * @param stepGbPerSecond  what the steps reached, GB/s
 * @param share           of each step, the second over the first
 */
public record StreamedReads(double bytesPerStep, Spread probeGbPerSecond, Spread stepGbPerSecond, Spread share) {

    /** Of all steps of a run; empty where there is none, or no probe beside it. Latents are read as they lie, never expanded. */
    static Optional<StreamedReads> of(Workload workload, int batch, int depth, int prompt, List<RawTrial> trials) {
        DoubleStream.Builder bytes = DoubleStream.builder();
        DoubleStream.Builder probes = DoubleStream.builder();
        DoubleStream.Builder rates = DoubleStream.builder();
        DoubleStream.Builder shares = DoubleStream.builder();
        int steps = 0;
        for (RawTrial trial : trials) {
            if (trial.readGbPerSecond() == null) {
                continue;
            }
            for (int step = 0; step < trial.interTokenMs().size(); step++) {
                double read = bytesRead(workload, batch, depth + prompt + step);
                // The prompt's pass comes first, and a probe before it.
                double probe = (trial.readGbPerSecond().get(step + 1) + trial.readGbPerSecond().get(step + 2)) / 2;
                double rate = read / (trial.interTokenMs().get(step) * 1e-3) / 1e9;
                bytes.add(read);
                probes.add(probe);
                rates.add(rate);
                shares.add(rate / probe);
                steps++;
            }
        }
        return steps == 0 ? Optional.empty() : Optional.of(new StreamedReads(
                bytes.build().average().orElseThrow(), spread(probes), spread(rates), spread(shares)));
    }

    private static Spread spread(DoubleStream.Builder values) {
        // Steps of an iteration depend on one another: an interval as if they did not would be far too narrow.
        return Spread.of(Distribution.of(values.build().toArray()), Optional.empty());
    }

    /** Bytes of weights and cache that one step reads after so many cached tokens. */
    static double bytesRead(Workload workload, int batch, int cached) {
        double bytes = 0;
        for (Operator operator : workload.operators()) {
            if (operator.execution() != Execution.EXPANDED) {
                bytes += operator.count() * (operator.weightBytes() + operator.weightBytesPerToken() * batch
                        + operator.expertBytes() * operator.touchedExperts(batch)
                        + operator.cacheReadPerTokenRead() * batch * operator.span().tokensRead(1, cached) + operator.stateBytesPerSequence() * batch);
            }
        }
        return bytes;
    }
}
