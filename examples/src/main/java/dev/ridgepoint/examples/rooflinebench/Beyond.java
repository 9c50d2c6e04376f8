package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the paper leaves to future work: its questions asked of models that are not dense transformers, on the M1 Pro.
 *
 * @param families a model for each way to be built, the dense one first
 * @param context  tokens of the longest context
 * @param batch    sequences of the largest batch
 */
record Beyond(List<Family> families, int context, int batch) {

    private static final String DEVICE = "M1 Pro";
    /** A curve that stands no higher above its ends has no peak to speak of. */
    private static final double FLAT = 0.01;
    private static final String INTENSITY = "decode_oi_flop_per_byte";

    /**
     * A model, in Q4_K_M where nothing else is said.
     *
     * @param name   of its kind
     * @param kept   rate of decode behind the longest context over that behind none
     * @param empty  intensity of decode behind no context, FLOP/byte
     * @param full   the same behind the longest context
     * @param shared intensity of decode with the largest batch over that of one sequence
     * @param depth  intensity of decode at most layers over that at fewest, of three formats and four scenarios
     * @param hump   by how much any of these curves stands above the greater of its ends, as a share
     * @param gain   rate of decode over that in FP16, of all depths and scenarios
     * @param prompt rate of prefill of 4096 tokens over that in FP16, of all depths
     */
    record Family(String name, double kept, double empty, double full, double shared, Range depth, double hump, Range gain, Range prompt) { }

    static Beyond of(StudyPoints contexts, StudyPoints layers) {
        StudyPoints here = contexts.where("device", DEVICE);
        List<String> depths = here.levels("depth_tokens");
        List<String> batches = here.levels("batch");
        String longest = depths.get(depths.size() - 1);
        String largest = batches.get(batches.size() - 1);
        List<Family> families = here.levels("model").stream().map(name -> {
            StudyPoints model = here.where("model", name);
            StudyPoint empty = model.one(Map.of("depth_tokens", 0, "batch", 1));
            StudyPoint full = model.one(Map.of("depth_tokens", longest, "batch", 1));
            StudyPoint one = model.one(Map.of("depth_tokens", depths.get(1), "batch", 1));
            StudyPoint many = model.one(Map.of("depth_tokens", depths.get(1), "batch", largest));
            StudyPoints cut = layers.where("model", name);
            return new Family(name, full.number("decode_rate_tokens_per_s") / empty.number("decode_rate_tokens_per_s"), empty.number(INTENSITY),
                    full.number(INTENSITY), many.number(INTENSITY) / one.number(INTENSITY),
                    Range.of(curves(cut).mapToDouble(c -> last(c) / c.get(0).number(INTENSITY))), curves(cut).mapToDouble(Beyond::hump).max().orElseThrow(),
                    gain(cut, "decode_rate_tokens_per_s"), gain(cut.where("scenario", "LISO"), "prefill_rate_tokens_per_s"));
        }).toList();
        return new Beyond(families, Integer.parseInt(longest), Integer.parseInt(largest));
    }

    /** A curve over layers for each format and scenario. */
    private static Stream<List<StudyPoint>> curves(StudyPoints cut) {
        return cut.levels("format").stream().flatMap(format -> cut.levels("scenario").stream()
                .map(scenario -> cut.where(Map.of("format", format, "scenario", scenario)).all()));
    }

    private static double last(List<StudyPoint> curve) {
        return curve.get(curve.size() - 1).number(INTENSITY);
    }

    private static double hump(List<StudyPoint> curve) {
        return curve.stream().mapToDouble(point -> point.number(INTENSITY)).max().orElseThrow() / Math.max(last(curve), curve.get(0).number(INTENSITY)) - 1;
    }

    private static Range gain(StudyPoints cut, String rate) {
        return Range.of(cut.where("format", "q4_k_m").stream().mapToDouble(narrow -> narrow.number(rate)
                / cut.one(Map.of("format", "f16", "scenario", narrow.scenario(), "layers", narrow.text("layers"))).number(rate)));
    }

    private Family most(Comparator<Family> by) {
        return families.stream().max(by).orElseThrow();
    }

    private Family least(Comparator<Family> by) {
        return families.stream().min(by).orElseThrow();
    }

    private Range over(Function<Family, Range> of) {
        return new Range(families.stream().mapToDouble(f -> of.apply(f).least()).min().orElseThrow(),
                families.stream().mapToDouble(f -> of.apply(f).greatest()).max().orElseThrow());
    }

    String markdown() {
        Comparator<Family> kept = Comparator.comparingDouble(Family::kept);
        Comparator<Family> shared = Comparator.comparingDouble(Family::shared);
        double hump = families.stream().mapToDouble(Family::hump).max().orElseThrow();
        Range gain = over(Family::gain);
        Range prompt = over(Family::prompt);
        return "## Mixtures, hybrids and windows\n\nThe paper leaves models that are not dense transformers to future work. On the M1 Pro in Q4_K_M, "
                + "behind a context of " + context + " tokens the " + most(kept).name() + " decodes at " + Phrase.number(most(kept).kept())
                + " of its rate behind none, the " + least(kept).name() + " model at " + Phrase.number(least(kept).kept())
                + ". A larger batch raises intensity least for the " + least(shared).name()
                + (least(shared).name().equals("MoE") ? ", whose sequences ask for different experts" : "") + ": "
                + Phrase.number(least(shared).shared()) + " times with " + batch + " sequences, against " + Phrase.number(most(shared).shared()) + " for the "
                + most(shared).name() + ".\n\n" + (hump < FLAT ? "Insight 2 does not hold for them either: from" : "From")
                + " 4 layers to 64 the intensity of decode moves by a factor of "
                + over(Family::depth).words() + ", and no curve stands more than " + Phrase.percent(hump) + " above the greater of its ends. "
                + (prompt.greatest() < gain.least() ? "Insight 3 holds for them: four-bit" : "Four-bit") + " weights make decode " + gain.words()
                + " times as fast and prefill of 4096 tokens " + prompt.words() + " times.\n\n![Decode behind a growing context](beyond/depth.png)\n\n"
                + "![Intensity of decode over the batch](beyond/batch.png)\n\n![Decode MFU over devices and batches](beyond/trap.png)\n\n"
                + table().markdown(3);
    }

    private PrintedTable table() {
        return new PrintedTable("Decode on the M1 Pro, Q4_K_M", List.of("Model", "Rate kept behind " + context + " tokens", "FLOP/byte behind none",
                "FLOP/byte behind " + context, "Intensity, " + batch + " sequences over one", "Intensity, 64 layers over 4", "Rate over FP16"), 1,
                families.stream().map(f -> List.of(f.name(), Phrase.number(f.kept()), Phrase.number(f.empty()), Phrase.number(f.full()),
                        Phrase.number(f.shared()), f.depth().words(), f.gain().words())).toList());
    }
}
