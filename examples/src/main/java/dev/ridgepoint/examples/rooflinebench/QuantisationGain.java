package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Insight 3. What four-bit weights gain over FP16, predicted on each device and measured on the M1 Pro.
 *
 * @param gains           a device each
 * @param measuredDecode  median gain in the paper's Table 5
 * @param measuredPrefill the same
 */
record QuantisationGain(List<Gain> gains, double measuredDecode, double measuredPrefill) implements Insight {

    /** A gain below this is none to speak of. */
    private static final double SATURATED = 1.1;

    /**
     * Rates in Q4_K_M over those in FP16.
     *
     * @param device       name
     * @param decode       over four scenarios
     * @param shortPrefill of 128 tokens
     * @param longPrefill  of 4096 tokens
     * @param silo         of the whole request
     * @param liso         of the whole request
     */
    record Gain(String device, Range decode, double shortPrefill, double longPrefill, double silo, double liso) {

        /** Largest where memory binds: decode over prefill, and SILO over LISO. */
        boolean largestInMemory() {
            return decode.least() > Math.max(shortPrefill, longPrefill) && silo > liso;
        }

        boolean saturates() {
            return longPrefill < SATURATED;
        }
    }

    static QuantisationGain of(StudyPoints formats, Validation published) {
        List<Gain> gains = formats.levels("device").stream().map(device -> {
            StudyPoints here = formats.where("device", device);
            return new Gain(device, Range.of(here.levels("scenario").stream().mapToDouble(s -> gain(here, s, "decode_rate_tokens_per_s"))),
                    gain(here, "SISO", "prefill_rate_tokens_per_s"), gain(here, "LISO", "prefill_rate_tokens_per_s"),
                    1 / gain(here, "SILO", "request_time_s"), 1 / gain(here, "LISO", "request_time_s"));
        }).toList();
        return new QuantisationGain(gains, measured(published, PhaseName.DECODE), measured(published, PhaseName.PREFILL));
    }

    private static double gain(StudyPoints points, String scenario, String column) {
        return points.one(Map.of("scenario", scenario, "format", "q4_k_m")).number(column)
                / points.one(Map.of("scenario", scenario, "format", "f16")).number(column);
    }

    /** Of cells of one model and scenario in both formats. */
    private static double measured(Validation published, PhaseName phase) {
        List<ValidatedRow> cells = published.rows().stream().filter(row -> row.measured().phase() == phase).toList();
        return new Median().evaluate(cells.stream().filter(row -> row.weights().equals("q4_k_m")).flatMap(row -> Stream.of(wide(cells, row)))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray());
    }

    private static OptionalDouble wide(List<ValidatedRow> cells, ValidatedRow narrow) {
        return cells.stream().filter(row -> row.weights().equals("f16") && row.model().equals(narrow.model())
                && row.hardware().id().equals(narrow.hardware().id()) && row.measured().scenario().equals(narrow.measured().scenario()))
                .mapToDouble(row -> narrow.measured().tokensPerSecond() / row.measured().tokensPerSecond()).findFirst();
    }

    private List<String> devices() {
        return gains.stream().map(Gain::device).toList();
    }

    private List<String> holding() {
        return gains.stream().filter(g -> g.largestInMemory() && g.saturates()).map(Gain::device).toList();
    }

    private Range decode() {
        return new Range(gains.stream().mapToDouble(g -> g.decode().least()).min().orElseThrow(),
                gains.stream().mapToDouble(g -> g.decode().greatest()).max().orElseThrow());
    }

    @Override
    public String title() {
        return "What quantisation gains";
    }

    @Override
    public String claim() {
        return "Quantisation gains are largest for memory-bound tasks and saturate in compute-heavy ones.";
    }

    @Override
    public Verdict verdict() {
        return holding().size() == gains.size() ? Verdict.HOLDS : holding().isEmpty() ? Verdict.FAILS : Verdict.PARTLY;
    }

    @Override
    public String where() {
        return "on " + Phrase.devices(holding(), devices());
    }

    @Override
    public String because() {
        return "Q4_K_M gains " + decode().words() + " times in decode and " + Range.of(gains.stream().mapToDouble(Gain::longPrefill)).words()
                + " times in prefill of 4096 tokens.";
    }

    @Override
    public List<String> paragraphs() {
        List<String> text = new ArrayList<>();
        text.add("Qwen2.5-1.5B, Q4_K_M against FP16. Decode reads the weights once a token, so that it gains what they shrink by, less what the KV "
                + "cache, which stays in FP16, takes of it: " + decode().words() + " times, least in LILO. Prefill of 4096 tokens gains "
                + Range.of(gains.stream().mapToDouble(Gain::longPrefill)).words() + " times. Over the whole request, SILO gains "
                + Range.of(gains.stream().mapToDouble(Gain::silo)).words() + " and LISO " + Range.of(gains.stream().mapToDouble(Gain::liso)).words()
                + " times.");
        List<String> unsaturated = gains.stream().filter(g -> g.shortPrefill() >= SATURATED).map(Gain::device).toList();
        if (!unsaturated.isEmpty()) {
            text.add("Prefill as such is not compute-heavy: of 128 tokens it still gains "
                    + Phrase.list(gains.stream().filter(g -> g.shortPrefill() >= SATURATED)
                    .map(g -> Phrase.number(g.shortPrefill()) + " times on the " + g.device()).toList()) + ", where so few tokens stay left of the ridge.");
        }
        text.add("The paper's own Table 5 has median gains of " + Phrase.number(measuredDecode) + " in decode and " + Phrase.number(measuredPrefill)
                + " in prefill" + (measuredPrefill < 1 ? ": what is compute-bound gets slower, as it must where narrow weights are widened before each "
                + "product" : "")
                + ". Beyond no gain at all, decode has " + Phrase.percent((measuredDecode - 1) / (decode().greatest() - 1)) + " of what bytes promise.");
        return text;
    }

    @Override
    public PrintedTable table() {
        return new PrintedTable("Q4_K_M over FP16", List.of("Device", "Decode", "Prefill of 128", "Prefill of 4096", "SILO", "LISO"), 1,
                gains.stream().map(g -> List.of(g.device(), g.decode().words(), Phrase.number(g.shortPrefill()), Phrase.number(g.longPrefill()),
                        Phrase.number(g.silo()), Phrase.number(g.liso()))).toList());
    }

    @Override
    public String figure() {
        return "formats/decode-gain";
    }
}
