package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Insight 6. Whether one kind of attention beats another on every platform where it beats it on one.
 *
 * @param devices  of the study; the paper's are those that are not {@link #server}
 * @param server   a device that the paper has not
 * @param settings two kinds of attention under one load on all devices
 */
record Robustness(List<String> devices, String server, List<Setting> settings) implements Insight {

    private static final double TIE = 0.01;

    /**
     * Two kinds of attention under one load.
     *
     * @param pair   {@code MLA over GQA}
     * @param format of the weights
     * @param depth  tokens cached before
     * @param batch  sequences
     * @param ratios rate of the first over that of the second, by device; only where both fit in memory
     */
    record Setting(String pair, String format, int depth, int batch, Map<String, Double> ratios) {

        private boolean agrees(Set<String> devices) {
            Range range = Range.of(ratios.entrySet().stream().filter(e -> devices.contains(e.getKey())).mapToDouble(Map.Entry::getValue));
            return range.least() > 1 - TIE || range.greatest() < 1 + TIE;
        }

        private boolean comparable(Set<String> devices) {
            return ratios.keySet().stream().filter(devices::contains).count() > 1;
        }

        private Range range() {
            return Range.of(ratios.values().stream().mapToDouble(r -> r));
        }
    }

    static Robustness of(StudyPoints robustness) {
        StudyPoints fitting = robustness.where(StudyPoint::fits);
        List<Setting> settings = new ArrayList<>();
        for (List<String> pair : List.of(List.of("MLA", "GQA"), List.of("MLA", "MHA"), List.of("GQA", "MHA"))) {
            for (String format : robustness.levels("format")) {
                for (String depth : robustness.levels("depth_tokens")) {
                    for (String batch : robustness.levels("batch")) {
                        StudyPoints here = fitting.where(Map.of("format", format, "depth_tokens", depth, "batch", batch));
                        Map<String, Double> ratios = new LinkedHashMap<>();
                        here.where("model", pair.get(0)).stream().forEach(first -> here.where(Map.of("model", pair.get(1), "device", first.device())).stream()
                                .forEach(second -> ratios.put(first.device(),
                                        first.number("decode_rate_tokens_per_s") / second.number("decode_rate_tokens_per_s"))));
                        settings.add(new Setting(pair.get(0) + " over " + pair.get(1), format, Integer.parseInt(depth), Integer.parseInt(batch), ratios));
                    }
                }
            }
        }
        List<String> devices = robustness.levels("device");
        return new Robustness(devices, devices.get(devices.size() - 1), settings);
    }

    private Set<String> papers() {
        Set<String> papers = new LinkedHashSet<>(devices);
        papers.remove(server);
        return papers;
    }

    /** Settings of that many sequences that at least two devices can be compared in, and those in which they agree. */
    private Agreement agreement(boolean one, Set<String> among) {
        List<Setting> those = settings.stream().filter(s -> (s.batch() == 1) == one && s.comparable(among)).toList();
        return new Agreement((int) those.stream().filter(s -> s.agrees(among)).count(), those.size());
    }

    private record Agreement(int agree, int of) {

        boolean full() {
            return agree == of;
        }

        @Override
        public String toString() {
            return agree + " of " + of;
        }
    }

    @Override
    public String title() {
        return "Robustness across platforms";
    }

    @Override
    public String claim() {
        return "Architectural optimisation is robust across platforms.";
    }

    @Override
    public Verdict verdict() {
        return Verdict.of(agreement(true, papers()).full(), agreement(false, papers()).full(), agreement(true, Set.copyOf(devices)).full());
    }

    @Override
    public String where() {
        return "one sequence on the paper's " + Phrase.count(papers().size()) + " devices: " + agreement(true, papers()) + " orders agree; many sequences: "
                + agreement(false, papers()) + "; with the " + server + ", one sequence: " + agreement(true, Set.copyOf(devices));
    }

    @Override
    public String because() {
        Setting widest = widest();
        return "Which attention is faster is the same " + (agreement(true, papers()).full() ? "wherever" : "mostly where")
                + " bytes decide; by how much is not: " + widest.pair() + " is " + widest.range().words() + " by device.";
    }

    private Setting widest() {
        return settings.stream().filter(s -> s.comparable(Set.copyOf(devices))).max((a, b) -> Double.compare(a.range().factor(),
                b.range().factor())).orElseThrow();
    }

    @Override
    public List<String> paragraphs() {
        List<String> text = new ArrayList<>();
        Setting widest = widest();
        text.add("GQA, MLA and MHA at about 1.5 billion parameters, in two formats, behind up to 65536 tokens, each pair compared on every device where "
                + "both fit; rates within " + Phrase.percent(TIE)
                + " count as equal. For one sequence the paper's five devices agree on the faster of two in "
                + agreement(true, papers())
                + " settings: decode is bound by memory, and bytes are the model's. For many sequences they agree in " + agreement(false, papers()) + ".");
        List<Setting> against = settings.stream().filter(s -> s.comparable(Set.copyOf(devices)) && !s.agrees(Set.copyOf(devices))).toList();
        text.add((against.isEmpty() ? "No setting has two devices that disagree. "
                : "Where devices disagree, " + Phrase.list(against.stream().limit(3).map(s -> s.pair() + " (" + s.format() + ", " + s.depth()
                + " tokens, batch " + s.batch() + ") runs at " + s.range().words() + " times").toList()) + (against.size() > 3 ? ", and "
                + (against.size() - 3)
                        + " more: " : ": ")
                        + (agreement(true, papers()).full() && agreement(false, papers()).full()
                                ? "all with the " + server + ", whose profile charges the launch of each operator: the MHA model here has the fewest "
                                + "layers and launches the fewest. "
                                : "with or without the " + server + ". "))
                + "By how much one is faster is a platform's: " + widest.pair() + " in " + widest.format() + " behind " + widest.depth()
                + " tokens with " + widest.batch()
                + (widest.batch() == 1 ? " sequence" : " sequences") + " goes from " + widest.range().words() + ".");
        return text;
    }

    @Override
    public PrintedTable table() {
        return new PrintedTable("Rate of decode of one attention over another, by device", List.of("Pair", "Weights", "Tokens cached before", "Sequences",
                "Least", "Greatest", "Devices"), 2, settings.stream().filter(s -> !s.ratios().isEmpty()).map(s -> List.of(s.pair(), s.format(),
                Integer.toString(s.depth()), Integer.toString(s.batch()), Phrase.number(s.range().least()), Phrase.number(s.range().greatest()),
                Integer.toString(s.ratios().size()))).toList());
    }

    @Override
    public String figure() {
        return "robustness/gain";
    }
}
