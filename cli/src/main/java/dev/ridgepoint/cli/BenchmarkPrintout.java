package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.Embedding;
import dev.ridgepoint.result.Extension;
import dev.ridgepoint.result.Extension.Spread;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.result.StreamedReads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import picocli.CommandLine.Help.Ansi;

/** A benchmark run for people. */
final class BenchmarkPrintout {

    private final BenchmarkResult result;
    private final Extension extension;
    private final Path file;

    BenchmarkPrintout(BenchmarkResult result, Path file) {
        this.result = result;
        this.extension = result.extension();
        this.file = file;
    }

    private record Row(String name, Spread spread, DoubleFunction<String> written) {

        String interval() {
            List<Double> ends = spread.interval95();
            return ends == null ? "" : written.apply(ends.get(0)) + " to " + written.apply(ends.get(1));
        }
    }

    void print(PrintWriter out, Ansi ansi) {
        Page page = new Page(out, ansi);
        Metadata metadata = result.metadata();
        BenchmarkConfig config = metadata.benchmarkConfig();
        page.heading(metadata.model().name() + ", " + extension.setup().layers() + " layers, weights " + metadata.model().quantization() + ", on "
                + (metadata.deviceInfo().name() == null ? metadata.device() : metadata.deviceInfo().name()) + ", "
                + extension.environment().runtime() + ", threads " + extension.setup().threads());
        String generated = extension.embedding() != null ? "" : ", output " + config.outputLength() + ", depth " + extension.setup().depth();
        page.line("Input " + config.inputLength() + generated + ", batch "
                + config.batchSize() + ", " + result.iterations().size() + " iterations");
        page.gap();
        new Table<>(List.of(
                Column.<Row>words("Metric", "", Row::name),
                Column.<Row>forPeople("n", row -> "" + row.spread.n()),
                Column.<Row>forPeople("Median", row -> row.written.apply(row.spread.median())),
                Column.<Row>forPeople("Lower quartile", row -> row.written.apply(row.spread.lowerQuartile())),
                Column.<Row>forPeople("Upper quartile", row -> row.written.apply(row.spread.upperQuartile())),
                Column.<Row>forPeople("95 % interval", Row::interval)), rows()).print(page);
        page.gap();
        discipline(page);
        reads(page);
        prediction(page);
        embeddingPrediction(page);
        page.prose("Every trial is in " + file + ".", "  ");
    }

    private List<Row> rows() {
        DoubleFunction<String> time = ms -> Written.seconds(ms / 1e3);
        DoubleFunction<String> memory = mb -> Written.bytes(mb * 1e6);
        DoubleFunction<String> power = watts -> Written.number(watts) + " W";
        List<Row> rows = new ArrayList<>();
        extension.spread().forEach((key, spread) -> rows.add(new Row(words(key), spread,
                key.endsWith("_ms") ? time : key.endsWith("_mb") ? memory : key.endsWith("_w") ? power : Written::number)));
        return rows;
    }

    /** {@code first_token_ms} as {@code first token}: the unit is with the values. */
    private static String words(String key) {
        return key.replaceFirst("_(ms|mb|w)$", "").replace('_', ' ');
    }

    private void discipline(Page page) {
        Extension.NoiseGate gate = extension.noiseGate();
        page.prose("Run again for interference: " + gate.reruns() + "; kept although disturbed: " + gate.interfered() + " of "
                + result.iterations().size() + ". Outside the runtime: " + Written.percent(extension.harness().share()) + " of the time.", "  ");
        if (extension.warmup() != null && Boolean.FALSE.equals(extension.warmup().stable())) {
            page.warning("Times had not settled after " + extension.warmup().iterations() + " warm-up iterations (they have when "
                    + extension.warmup().rule() + ").");
        }
        if (extension.resources() != null && extension.resources().powerUnavailable() != null) {
            page.prose("No power: " + extension.resources().powerUnavailable() + ".", "  ");
        }
    }

    private void reads(Page page) {
        StreamedReads reads = extension.reads();
        if (reads != null) {
            page.prose("A step reads " + Written.bytes(reads.bytesPerStep()) + " at " + gigabytes(reads.stepGbPerSecond().median()) + "/s, which is "
                    + Written.percent(reads.share().median()) + " (quartiles " + Written.percent(reads.share().lowerQuartile()) + " to "
                    + Written.percent(reads.share().upperQuartile()) + ") of the " + gigabytes(reads.probeGbPerSecond().median())
                    + "/s that plain reads beside each step got from memory.", "  ");
        }
    }

    private static String gigabytes(double gigabytes) {
        return Written.bytes(gigabytes * 1e9);
    }

    private void prediction(Page page) {
        PredictionBeside beside = extension.prediction();
        if (beside == null) {
            return;
        }
        StringBuilder text = new StringBuilder("Predicted on " + beside.hardware() + " with " + beside.weights() + ": first token "
                + Written.seconds(beside.firstTokenMs() / 1e3) + ", measured " + Written.times(beside.firstTokenRatio()));
        if (beside.subsequentTokenMs() != null) {
            text.append("; then ").append(Written.seconds(beside.subsequentTokenMs() / 1e3)).append(", measured ")
                    .append(Written.times(beside.subsequentTokenRatio()));
        }
        page.prose(text.append(" of that.").toString(), "  ");
    }

    private void embeddingPrediction(Page page) {
        Embedding.Predicted beside = extension.embedding() == null ? null : extension.embedding().prediction();
        if (beside != null) {
            page.prose("Predicted on " + beside.hardware() + " with " + beside.weights() + ": " + Written.seconds(beside.embeddingMs() / 1e3) + " a batch, "
                    + Written.number(beside.queriesPerSecond()) + " queries per second; the time measured is " + Written.times(beside.embeddingRatio())
                    + " of that.", "  ");
        }
    }
}
