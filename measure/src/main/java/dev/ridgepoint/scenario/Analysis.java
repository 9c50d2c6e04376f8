package dev.ridgepoint.scenario;

import dev.ridgepoint.trial.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What all scenarios of the smallest batch size say together.
 *
 * @param batch              that batch size
 * @param prefillScaling     milliseconds to the first token for each token of the prompt; null for a single prompt length
 * @param decodeTpsCvPercent coefficient of variation of decode: standard deviation (n - 1) over mean of the scenarios' medians; null for a single one
 * @param kernelsPerStep     kernels that the runtime runs in a step; null where it was not profiled
 * @param usPerKernel        time of all kernels of a step over their number, work included: not an overhead; null where it was not profiled
 * @param peakMemoryMb       most resident memory of the process in any scenario, at any batch size; null where that cannot be known
 * @param absent             why a field is null, by its name
 */
public record Analysis(
        int batch, PrefillScaling prefillScaling, Double decodeTpsCvPercent, Integer kernelsPerStep, Double usPerKernel, Double peakMemoryMb,
        Map<String, String> absent) {

    static Analysis of(int batch, List<MeasuredScenario> all, List<OperatorShare> operators, Optional<String> notProfiled) {
        List<MeasuredScenario> scenarios = all.stream().filter(scenario -> scenario.batch() == batch).toList();
        Map<String, String> absent = new LinkedHashMap<>();
        Optional<PrefillScaling> scaling = PrefillScaling.of(scenarios);
        if (scaling.isEmpty()) {
            absent.put("prefill_scaling", "a slope needs two prompt lengths");
        }
        double[] rates = scenarios.stream().map(MeasuredScenario::tpsMedian).filter(Objects::nonNull).mapToDouble(tps -> tps).toArray();
        if (rates.length < 2) {
            absent.put("decode_tps_cv_percent", "a variation needs two scenarios that generate more than the first token");
        }
        notProfiled.ifPresent(why -> absent.put("us_per_kernel", why));
        if (all.stream().anyMatch(scenario -> scenario.utilisation() == null)) {
            absent.put("utilisation", "no device was named: a share of a peak needs the peak (--hardware)");
        }
        List<OperatorShare> step = operators.stream().filter(OperatorShare::ofStep).toList();
        int kernels = step.stream().mapToInt(OperatorShare::kernels).sum();
        DoubleStream memory = all.stream().map(MeasuredScenario::peakMemoryMb).filter(Objects::nonNull).mapToDouble(mb -> mb);
        return new Analysis(batch, scaling.orElse(null), rates.length < 2 ? null : (Double) variation(rates), kernels == 0 ? null : (Integer) kernels,
                kernels == 0 ? null : (Double) (step.stream().mapToDouble(OperatorShare::us).sum() / kernels),
                memory.boxed().max(Double::compare).orElse(null), absent);
    }

    private static double variation(double[] rates) {
        Distribution d = Distribution.of(rates);
        return 100 * d.standardDeviation() / d.mean();
    }
}
