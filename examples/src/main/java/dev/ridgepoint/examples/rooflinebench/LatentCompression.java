package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.reexamination.ExpandedLatent;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Insight 4. MLA beside GQA and MHA at about one size, on every device, format, scenario and depth that fits.
 *
 * @param cached    bytes that a token adds to the cache, by kind of attention
 * @param pairs     MLA over the other, point by point
 * @param expanded  what llama.cpp caches of the latent model
 * @param slower    cells of Table 5 in which the latent model decodes more slowly than the others
 * @param compared  cells of Table 5 that can be compared
 */
record LatentCompression(Map<String, Double> cached, List<Pair> pairs, ExpandedLatent expanded, int slower, int compared) implements Insight {

    private static final String MLA = "MLA";
    private static final String GQA = "GQA";
    private static final String MHA = "MHA";
    /** Within this the two are as fast. */
    private static final double TIE = 0.01;

    /**
     * Two kinds of attention under the same load.
     *
     * @param device   name
     * @param against  kind beside MLA
     * @param scenario of four
     * @param depth    tokens cached before
     * @param decode   rate of MLA over that of the other
     * @param prefill  the same in prefill
     */
    record Pair(String device, String against, String scenario, int depth, double decode, double prefill) {

        boolean wins() {
            return decode > 1 + TIE;
        }
    }

    static LatentCompression of(StudyPoints attention, Validation published, ExpandedLatent expanded) {
        StudyPoints fitting = attention.where(StudyPoint::fits);
        List<Pair> pairs = new ArrayList<>();
        for (StudyPoint mla : fitting.where("model", MLA).all()) {
            for (String against : List.of(GQA, MHA)) {
                fitting.where(Map.of("device", mla.device(), "format", mla.format(), "scenario", mla.scenario(), "depth_tokens", mla.text("depth_tokens"),
                        "model", against)).stream().map(other -> new Pair(mla.device(), against, mla.scenario(), mla.whole("depth_tokens"),
                        ratio(mla, other, "decode_rate_tokens_per_s"), ratio(mla, other, "prefill_rate_tokens_per_s"))).forEach(pairs::add);
            }
        }
        Map<String, Double> cached = Map.of(MLA, cached(attention, MLA), GQA, cached(attention, GQA), MHA, cached(attention, MHA));
        List<ValidatedRow> decode = published.rows().stream().filter(row -> row.measured().phase() == PhaseName.DECODE).toList();
        List<Boolean> slower = decode.stream().filter(row -> row.model().equals("plm-1.8b")).flatMap(row -> Stream.of("qwen2.5-1.5b", "smollm2-1.7b")
                .flatMap(model -> decode.stream().filter(other -> other.model().equals(model) && other.weights().equals(row.weights())
                        && other.hardware().id().equals(row.hardware().id()) && other.measured().scenario().equals(row.measured().scenario())))
                .map(other -> row.measured().tokensPerSecond() < other.measured().tokensPerSecond())).toList();
        return new LatentCompression(cached, pairs, expanded, (int) slower.stream().filter(is -> is).count(), slower.size());
    }

    private static double ratio(StudyPoint one, StudyPoint other, String column) {
        return one.number(column) / other.number(column);
    }

    private static double cached(StudyPoints attention, String model) {
        StudyPoint point = attention.where("model", model).all().get(0);
        return point.number("cache_bytes") / (point.number("depth_tokens") + point.number("prompt_tokens") + point.number("generate_tokens"));
    }

    private List<Pair> against(String kind) {
        return pairs.stream().filter(pair -> pair.against().equals(kind)).toList();
    }

    private long wins(String kind) {
        return against(kind).stream().filter(Pair::wins).count();
    }

    private List<String> devices() {
        return pairs.stream().map(Pair::device).distinct().toList();
    }

    /** Devices on which MLA decodes faster wherever tokens are cached before the prompt. */
    private List<String> beatenBehindContext(String kind) {
        return devices().stream().filter(device -> against(kind).stream().filter(p -> p.device().equals(device)
                && p.depth() > 0).allMatch(Pair::wins)).toList();
    }

    @Override
    public String title() {
        return "Latent attention";
    }

    @Override
    public String claim() {
        return "MLA outperforms MHA and GQA by compressing KV traffic.";
    }

    @Override
    public Verdict verdict() {
        return wins(GQA) + wins(MHA) == pairs.size() ? Verdict.HOLDS : wins(GQA) + wins(MHA) == 0 ? Verdict.FAILS : Verdict.PARTLY;
    }

    @Override
    public String where() {
        List<String> gqa = devices().stream().filter(device -> against(GQA).stream().anyMatch(p -> p.device().equals(device) && p.wins())).toList();
        return "against MHA behind a context on " + Phrase.devices(beatenBehindContext(MHA), devices()) + ", against GQA on " + Phrase.devices(gqa, devices());
    }

    @Override
    public String because() {
        return "MLA caches " + kilobytes(MLA) + " a token, GQA " + kilobytes(GQA) + ", MHA " + kilobytes(MHA) + ": it decodes at "
                + rates(MHA).words() + " times the rate of MHA and " + rates(GQA).words() + " times that of GQA.";
    }

    private String kilobytes(String kind) {
        return Phrase.number(cached.get(kind) / 1e3) + " kB";
    }

    private Range rates(String kind) {
        return Range.of(against(kind).stream().mapToDouble(Pair::decode));
    }

    @Override
    public List<String> paragraphs() {
        List<String> text = new ArrayList<>();
        boolean compresses = cached.get(MLA) < cached.get(GQA);
        text.add("A token adds " + kilobytes(MLA) + " to the cache of the latent model, " + kilobytes(MHA) + " to that of MHA and " + kilobytes(GQA)
                + " to that of GQA, whose few key-value heads hold " + (compresses ? "more than the latents do. "
                        : "no more than the latents do: at this size the latent compresses nothing that GQA has not compressed already. ")
                + "MLA decodes faster than MHA, by more than " + Phrase.percent(TIE) + ", in " + wins(MHA) + " of " + against(MHA).size()
                + " points that fit in memory, and faster than GQA in " + wins(GQA) + " of " + against(GQA).size() + ".");
        Range prefill = Range.of(pairs.stream().mapToDouble(Pair::prefill));
        text.add("In prefill MLA runs at " + prefill.words() + " times the rate of the others: the latent has to be projected up, which is arithmetic"
                + (prefill.greatest() < 1 ? ", and there it loses throughout." : "."));
        text.add("The paper cannot have measured a compressed cache: llama.cpp caches keys and values of all heads of " + expanded.model() + ", "
                + expanded.expandedElements() + " elements a token and layer for a latent of " + expanded.latentElements() + ", "
                + Phrase.number(expanded.expansion()) + " times as many. In its Table 5 that model decodes more slowly than Qwen2.5-1.5B (GQA) or "
                + "SmolLM2-1.7B (MHA) in " + slower + " of " + compared + " comparisons.");
        return text;
    }

    @Override
    public PrintedTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (String device : devices()) {
            for (int depth : pairs.stream().mapToInt(Pair::depth).distinct().sorted().toArray()) {
                rows.add(List.of(device, Integer.toString(depth), rate(device, depth, MHA), rate(device, depth, GQA)));
            }
        }
        return new PrintedTable("Rate of decode of MLA over that of the others, of three formats and four scenarios",
                List.of("Device", "Tokens cached before", "MHA", "GQA"), 1, rows);
    }

    private String rate(String device, int depth, String kind) {
        List<Pair> of = against(kind).stream().filter(p -> p.device().equals(device) && p.depth() == depth).toList();
        return of.isEmpty() ? "-" : Range.of(of.stream().mapToDouble(Pair::decode)).words();
    }

    @Override
    public String figure() {
        return "attention/deep";
    }
}
