package dev.ridgepoint.result;

import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.trial.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the documented schema has no place for.
 *
 * @param version    of this block
 * @param setup      what was asked for beyond the schema's configuration
 * @param environment software and machine
 * @param warmup     of the last session; a resumed run has several
 * @param noiseGate  what was done about interference
 * @param coldStart  how cold starts were measured
 * @param resources  where memory and power come from
 * @param harness    what our own code took
 * @param reads      how near decode came to what memory gave; null for what has no decode, and where nothing says what it reads
 * @param spread     quartiles, percentiles and intervals, by the schema's names, and of {@code inter_token_ms} over the tokens of all iterations
 * @param trials     everything measured in each iteration
 * @param thrownAway the same of attempts that were run again
 * @param prediction what the model says of the same run; null when no hardware was named, and for an encoder
 * @param embedding  what an encoder's run measured; null for a decoder's
 */
public record Extension(
        int version, Setup setup, Environment environment, Warmup warmup, NoiseGate noiseGate, ColdStart coldStart, Resources resources, Harness harness,
        StreamedReads reads, Map<String, Spread> spread, List<RawTrial> trials, List<RawTrial> thrownAway, PredictionBeside prediction, Embedding embedding) {

    /** The version that is written. */
    public static final int VERSION = 1;

    /**
     * What was asked for.
     *
     * @param layers            layers of the model as run
     * @param depth             tokens in the cache before the prompt
     * @param threads           threads of the runtime
     * @param runtime           its name on the command line
     * @param mla               how latent attention was executed: {@code cheaper}, {@code expanded}, {@code absorbed}; null where there is none
     * @param parametersUnknown why the model's parameters are null; null where they are not
     */
    public record Setup(int layers, int depth, int threads, String runtime, String mla, String parametersUnknown) { }

    /**
     * Passes before the first that counts.
     *
     * @param iterations   how many there were
     * @param stable       whether times had settled; null when there was no warm-up
     * @param rule         when they have
     * @param firstTokenMs prompts
     * @param interTokenMs tokens
     */
    public record Warmup(int iterations, Boolean stable, String rule, List<Double> firstTokenMs, List<Double> interTokenMs) { }

    /**
     * What was done about interference.
     *
     * @param factor     a probe this many times its baseline is slow
     * @param baselineMs of the last session
     * @param mostReruns of each iteration
     * @param reruns     how many there were
     * @param interfered iterations kept although they were disturbed
     */
    public record NoiseGate(double factor, Double baselineMs, int mostReruns, int reruns, int interfered) { }

    /**
     * Cold starts.
     *
     * @param measured   how many count; an iteration beyond them has none
     * @param note       what they hold
     * @param trials     all that count
     * @param thrownAway attempts that were run again
     */
    public record ColdStart(int measured, String note, List<RawColdStart> trials, List<RawColdStart> thrownAway) { }

    /**
     * One cold start.
     *
     * @param totalMs     process start to first token
     * @param loadMs      of that, building the decoder with its weights
     * @param firstPassMs of that, the prompt's pass
     * @param probeMs     the reference kernel before and after
     */
    public record RawColdStart(double totalMs, double loadMs, double firstPassMs, List<Double> probeMs, boolean interfered) { }

    /**
     * Where memory and power come from.
     *
     * @param memory           source of the memory's numbers
     * @param beforeLoadMb     resident before the decoder was built: Java and this program
     * @param powerUnavailable why there is no power; null when there is
     */
    public record Resources(String memory, Double beforeLoadMb, String powerUnavailable) { }

    /**
     * What our own code took, outside the runtime's call.
     *
     * @param ms    in all iterations that count
     * @param share of their time
     */
    public record Harness(double ms, double share) {

        static Harness of(List<RawTrial> trials) {
            double ms = trials.stream().mapToDouble(RawTrial::harnessMs).sum();
            double total = trials.stream().mapToDouble(RawTrial::totalMs).sum();
            return new Harness(RawTrial.rounded(ms), total == 0 ? 0 : ms / total);
        }
    }

    /**
     * A metric's values.
     *
     * @param n           how many
     * @param interval95  where the median lies with 95 % confidence, by bootstrap; null for fewer than two values, and for those that depend on one another
     */
    public record Spread(
            int n, double p5, double lowerQuartile, double median, double upperQuartile, double p95, double p99, List<Double> interval95) {

        static Spread of(Distribution d, Optional<Interval> interval) {
            return new Spread(d.size(), d.percentile(5), d.lowerQuartile(), d.median(), d.upperQuartile(), d.percentile(95), d.percentile(99),
                    interval.map(i -> List.of(i.low(), i.high())).orElse(null));
        }
    }
}
