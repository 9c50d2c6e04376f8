package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.examples.TimedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
     * @param counted   layers at which the counted intensity is greatest
     * @param measured  layers at which the measured one is
     * @param change    counted intensity at most layers over that at fewest
     * @param overDeep  measured intensity where it is greatest over that at most layers
     * @param clear     whether it is greater there than at the fewest layers by more than both quartiles
     */
    record Depths(int counted, int measured, double change, double overDeep, boolean clear) {

        static Depths of(List<TimedRun> runs) {
            TimedRun shallow = runs.get(0);
            TimedRun deep = runs.get(runs.size() - 1);
            TimedRun peak = greatest(runs, TimedRun::measuredIntensity);
            return new Depths(greatest(runs, TimedRun::countedIntensity).layers(), peak.layers(), deep.countedIntensity() / shallow.countedIntensity(),
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
        List<String> measured = depths.stream().map(d -> Integer.toString(d.measured())).toList();
        List<String> counted = depths.stream().map(d -> Integer.toString(d.counted())).toList();
        long clear = depths.stream().filter(Depths::clear).count();
        boolean inside = depths.stream().allMatch(d -> d.measured() >= 3 && d.measured() <= 5);
        return "Timed in ONNX Runtime (" + REPORT + "), two models in two formats at 2 to 24 layers: the counted intensity of what ran is greatest at "
                + Phrase.list(counted) + " layers. What is measured, FLOPs over what plain reads beside each step would have moved in its time, is greatest at "
                + Phrase.list(measured) + (inside ? ", where the paper has its peak" : "") + "; "
                + (clear == 0 ? "nowhere is that clear of the value at 2 layers by more than quartiles"
                        : "in " + clear + " of " + depths.size() + " that is clear of the value at 2 layers by more than quartiles")
                + ". At 24 layers it is lower by a factor of " + Range.of(depths.stream().mapToDouble(Depths::overDeep)).words()
                + ", where the counted one changes by " + Range.of(depths.stream().mapToDouble(Depths::change)).words()
                + ": what depth loses is time in which nothing streams, which is the runtime's.";
    }

    String attention() {
        double mha = times.get("mla-absorbed") / times.get("mha");
        double gqa = times.get("mla-absorbed") / times.get("gqa");
        return "Timed in ONNX Runtime (" + REPORT + "), decoders of one size behind " + cached + " tokens: MLA in its absorbed execution takes "
                + Phrase.number(mha) + " of the time of MHA and " + Phrase.number(gqa) + " of that of GQA, "
                + (mha < 1 && gqa < 1 ? "faster than both." : mha < 1 ? "faster than the first and not than the second." : "faster than neither.");
    }
}
