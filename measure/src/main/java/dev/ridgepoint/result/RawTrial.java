package dev.ridgepoint.result;

import dev.ridgepoint.trial.Probe;
import dev.ridgepoint.trial.TimedGeneration;
import dev.ridgepoint.trial.TimedPass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything measured in one iteration. Passes are the prompt's and then each token's.
 *
 * @param iteration        counted from 1
 * @param interfered       whether it counts as disturbed
 * @param totalMs          all passes
 * @param harnessMs        of that, outside the runtime's own call
 * @param firstTokenMs     the prompt's pass
 * @param interTokenMs     each token's after the first
 * @param runtimeMs        inside the runtime's own call, for each pass
 * @param probeMs          the reference kernel before the first pass and after each
 * @param readGbPerSecond  what the reference kernel's reads took from memory, GB/s, at the same times; null in runs of before it said so
 * @param baselineMs       the reference kernel on a quiet machine
 * @param interferedPasses which passes had a slow probe beside them, counted from 0
 */
public record RawTrial(
        int iteration, boolean interfered, double totalMs, double harnessMs, double firstTokenMs, List<Double> interTokenMs, List<Double> runtimeMs,
        List<Double> probeMs, List<Double> readGbPerSecond, double baselineMs, List<Integer> interferedPasses) {

    static RawTrial of(int iteration, TimedGeneration timed, double baselineSeconds) {
        List<TimedPass> passes = new ArrayList<>(timed.steps());
        passes.add(0, timed.prefill());
        List<Probe> probes = Stream.concat(Stream.of(timed.prefill().before()), passes.stream().map(TimedPass::after)).toList();
        return new RawTrial(iteration, timed.interfered(), ms(timed.totalSeconds()), ms(timed.harnessSeconds()), ms(timed.prefill().seconds()),
                timed.steps().stream().map(step -> ms(step.seconds())).toList(), passes.stream().map(pass -> ms(pass.runtimeSeconds())).toList(),
                probes.stream().map(probe -> ms(probe.seconds())).toList(),
                probes.stream().anyMatch(probe -> Double.isNaN(probe.readBytesPerSecond())) ? null
                        : probes.stream().map(probe -> rounded(probe.readBytesPerSecond() / 1e9)).toList(),
                ms(baselineSeconds), IntStream.range(0, passes.size()).filter(i -> passes.get(i).interfered()).boxed().toList());
    }

    /** Milliseconds to the nanosecond, which is what was measured. */
    static double ms(double seconds) {
        return rounded(1e3 * seconds);
    }

    static double rounded(double ms) {
        return Math.round(1e6 * ms) / 1e6;
    }
}
