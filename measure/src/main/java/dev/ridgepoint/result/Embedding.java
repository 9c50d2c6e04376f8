package dev.ridgepoint.result;

import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.trial.Distribution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an encoder's run measured. The schema's token metrics are null: an iteration is one pass of a batch, whose time is each trial's first pass.
 *
 * @param note             why there are no token metrics
 * @param queriesPerSecond sequences of a batch over the pass's time
 * @param embeddingMs      the pass of a batch
 * @param prediction       what the model says of the same pass; null when no hardware was named
 */
public record Embedding(String note, Sample queriesPerSecond, Sample embeddingMs, Predicted prediction) {

    /** Keys of the two metrics, as the file has them. */
    static final String QUERIES_PER_SECOND = "queries_per_second";
    static final String EMBEDDING_MS = "embedding_ms";

    private static final String NOTE = "an encoder embeds sequences and generates no tokens: first token, subsequent token and tokens per second are null";

    /**
     * A metric over iterations; all but {@code n} null when there are none.
     *
     * @param n   how many
     * @param std standard deviation of the sample, over n - 1; null for a single iteration
     */
    public record Sample(int n, Double mean, Double std, Double min, Double max, Double median) {

        static Sample of(double... values) {
            if (values.length == 0) {
                return new Sample(0, null, null, null, null, null);
            }
            Distribution d = Distribution.of(values);
            return new Sample(d.size(), d.mean(), d.size() < 2 ? null : (Double) d.standardDeviation(), d.min(), d.max(), d.median());
        }
    }

    /**
     * What the model says.
     *
     * @param hardware         id of the profile
     * @param weights          id of the weights format that stands for the runtime's
     * @param embeddingMs      the pass of a batch
     * @param queriesPerSecond sequences of a batch over that
     * @param bound            {@code compute} or {@code memory}
     * @param embeddingRatio   measured median over predicted; null where nothing was measured
     */
    public record Predicted(String hardware, String weights, double embeddingMs, double queriesPerSecond, String bound, Double embeddingRatio) { }

    static Embedding of(List<RawTrial> trials, int batch, Optional<Prediction> prediction) {
        Sample time = Sample.of(milliseconds(trials));
        return new Embedding(NOTE, Sample.of(queriesPerSecond(trials, batch)), time, prediction.map(p -> {
            double ms = 1e3 * p.timeToFirstToken();
            return new Predicted(p.roofline().hardware().id(), p.workload().numerics().weights().id(), ms, batch * 1e3 / ms,
                    p.prefill().orElseThrow().bound().name().toLowerCase(Locale.ROOT), time.median() == null ? null : (Double) (time.median() / ms));
        }).orElse(null));
    }

    static double[] milliseconds(List<RawTrial> trials) {
        return trials.stream().mapToDouble(RawTrial::firstTokenMs).toArray();
    }

    static double[] queriesPerSecond(List<RawTrial> trials, int batch) {
        return trials.stream().mapToDouble(trial -> batch * 1e3 / trial.firstTokenMs()).toArray();
    }
}
