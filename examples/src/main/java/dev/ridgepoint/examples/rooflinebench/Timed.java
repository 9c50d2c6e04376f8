package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.examples.TimedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * What the runs of {@code examples/rooflinebench/real} say of insights 2 and 4.
 *
 * @param depths    models cut to several depths
 * @param times     time of a token of decoders of one size behind the longest context, milliseconds, by the decoder's name
 * @param cached    tokens of that context
 */
record Timed(List<Depths> depths, Map<String, Double> times, int cached) {

    private static final String REPORT = "[real/report.md](real/report.md)";
    private static final String EQUAL = "equal-";

    /**
     * One model in one format, from few layers to many.
     *
     * @param name      of the model, and its format
     * @param counted   layers at which the counted intensity is greatest
     * @param measured  layers at which the measured one is
     * @param change    counted intensity at most layers over that at fewest
     * @param overDeep  measured intensity where it is greatest over that at most layers
     * @param clear     whether it is greater there than at the fewest layers by more than both quartiles
     */
    record Depths(String name, int counted, int measured, double change, double overDeep, boolean clear) {

        static Depths of(List<TimedRun> runs) {
            TimedRun shallow = runs.get(0);
            TimedRun deep = runs.get(runs.size() - 1);
            TimedRun peak = greatest(runs, TimedRun::measuredIntensity);
            return new Depths(deep.name() + " in " + deep.weights(), greatest(runs, TimedRun::countedIntensity).layers(), peak.layers(),
                    deep.countedIntensity() / shallow.countedIntensity(),
                    peak.measuredIntensity() / deep.measuredIntensity(), peak.lowIntensity() > shallow.highIntensity());
        }

        private static TimedRun greatest(List<TimedRun> runs, ToDoubleFunction<TimedRun> of) {
            return runs.stream().max(Comparator.comparingDouble(of)).orElseThrow();
        }
    }

    static Timed of(List<TimedRun> runs) {
        Map<String, List<TimedRun>> series = new LinkedHashMap<>();
        runs.stream().filter(run -> !run.name().startsWith(EQUAL)).forEach(run -> series.computeIfAbsent(run.name() + run.weights(), k -> new ArrayList<>())
                .add(run));
        List<TimedRun> equal = runs.stream().filter(run -> run.name().startsWith(EQUAL)).toList();
        int deepest = equal.stream().mapToInt(TimedRun::depth).max().orElseThrow();
        Map<String, Double> times = new LinkedHashMap<>();
        equal.stream().filter(run -> run.depth() == deepest).forEach(run -> times.put(run.name().substring(EQUAL.length()), run.tokenMs()));
        return new Timed(series.values().stream().map(Depths::of).toList(), times, deepest + TimedRun.PROMPT);
    }

    String depth() {
        long clear = depths.stream().filter(Depths::clear).count();
        boolean inside = depths.stream().allMatch(d -> d.measured() >= 3 && d.measured() <= 5);
        return "Timed in ONNX Runtime (" + REPORT + "), two models in two formats at 2 to 24 layers: the intensity of what ran, counted, is greatest "
                + peaks(Depths::counted) + ". Measured, as FLOPs over what plain reads beside each step would have moved in its time, it is greatest "
                + peaks(Depths::measured) + (inside ? ", where the paper has its peak" : "") + "; "
                + (clear == 0 ? "at none of them do its quartiles stand clear of those at 2 layers"
                        : "in " + clear + " of " + depths.size() + " its quartiles stand clear of those at 2 layers")
                + ". From there to 24 layers it falls by a factor of " + Range.of(depths.stream().mapToDouble(Depths::overDeep)).words()
                + "; the counted one moves by " + Range.of(depths.stream().mapToDouble(Depths::change)).words()
                + " from 2 to 24. What depth loses is time in which nothing streams, and that is the runtime's, not the model's.";
    }

    /** {@code at 24 layers for a and b, at 2 layers for c}. */
    private String peaks(ToIntFunction<Depths> at) {
        Map<Integer, List<String>> named = new LinkedHashMap<>();
        depths.forEach(d -> named.computeIfAbsent(at.applyAsInt(d), k -> new ArrayList<>()).add(d.name()));
        return String.join(", ", named.entrySet().stream().map(e -> "at " + e.getKey() + " layers for " + Phrase.list(e.getValue())).toList());
    }

    String attention() {
        double mha = times.get("mla-absorbed") / times.get("mha");
        double gqa = times.get("mla-absorbed") / times.get("gqa");
        return "Timed in ONNX Runtime (" + REPORT + "), decoders of one size behind " + cached + " tokens: MLA in its absorbed execution takes "
                + Phrase.number(mha) + " of the time of MHA and " + Phrase.number(gqa) + " of that of GQA, "
                + (mha < 1 && gqa < 1 ? "faster than both." : mha < 1 ? "faster than the first and not than the second." : "faster than neither.")
                + " Its expanded execution, which projects every cached token up in every step, takes "
                + Phrase.number(times.get("mla-expanded") / times.get("mha")) + " times as long as MHA.";
    }
}
