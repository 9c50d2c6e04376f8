package dev.ridgepoint.result;

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
 * @param baselineMs       the reference kernel on a quiet machine
 * @param interferedPasses which passes had a slow probe beside them, counted from 0
 */
public record RawTrial(
        int iteration, boolean interfered, double totalMs, double harnessMs, double firstTokenMs, List<Double> interTokenMs, List<Double> runtimeMs,
        List<Double> probeMs, double baselineMs, List<Integer> interferedPasses) {

    static RawTrial of(int iteration, TimedGeneration timed, double baselineSeconds) {
        List<TimedPass> passes = new ArrayList<>(timed.steps());
        passes.add(0, timed.prefill());
        return new RawTrial(iteration, timed.interfered(), ms(timed.totalSeconds()), ms(timed.harnessSeconds()), ms(timed.prefill().seconds()),
                timed.steps().stream().map(step -> ms(step.seconds())).toList(), passes.stream().map(pass -> ms(pass.runtimeSeconds())).toList(),
                Stream.concat(Stream.of(timed.prefill().probeBefore()), passes.stream().map(TimedPass::probeAfter)).map(RawTrial::ms).toList(),
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
