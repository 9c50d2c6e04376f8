package dev.ridgepoint.scenario;

import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.runtime.OperatorTime;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.validate.OperatorResidual;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One operator of the model in one pass, all its layers together, by the runtime's profiler. Profiling costs some microseconds a kernel, so times are to be
 * compared with one another.
 *
 * @param phase       {@code prefill}, or {@code decode} for one step
 * @param operator    name
 * @param us          median time over passes
 * @param share       of the time of all operators of the phase
 * @param kernels     of the runtime that carry it out
 * @param predictedUs what the model says; null when no device was named, 0 for what the runtime adds of its own
 */
public record OperatorShare(String phase, String operator, double us, double share, int kernels, Double predictedUs) {

    /** Whether it is of a step and not of a prompt. */
    public boolean ofStep() {
        return phase.equals("decode");
    }

    /** Shares of both phases, the longest first in each. */
    static List<OperatorShare> of(ScenarioPlan plan, List<OperatorTime> times) {
        ProfilePlan profile = plan.profile();
        int batch = plan.leadBatch();
        Optional<Prediction> prefill = plan.predict(new Request(profile.promptTokens(), 0, 0, batch, profile.promptTokens()));
        Optional<Prediction> decode = plan.predict(new Request(0, profile.steps(), profile.depth(), batch, 1));
        List<OperatorResidual> residuals = prefill.isEmpty() ? List.of() : OperatorResidual.of(prefill.get(), decode.orElseThrow(), times);
        List<OperatorShare> shares = new ArrayList<>();
        for (PhaseName phase : PhaseName.values()) {
            List<OperatorTime> ofPhase = times.stream().filter(time -> time.phase().name().equals(phase.name())).toList();
            double all = ofPhase.stream().mapToDouble(OperatorTime::microseconds).sum();
            ofPhase.stream().map(OperatorTime::operator).distinct().map(name -> {
                List<OperatorTime> layers = ofPhase.stream().filter(time -> time.operator().equals(name)).toList();
                double us = layers.stream().mapToDouble(OperatorTime::microseconds).sum();
                Double predicted = residuals.stream().filter(residual -> residual.phase() == phase && residual.operator().equals(name))
                        .map(residual -> 1e6 * residual.predicted()).findFirst().orElse(null);
                return new OperatorShare(phase.name().toLowerCase(Locale.ROOT), name, us, all == 0 ? 0 : us / all,
                        layers.stream().mapToInt(OperatorTime::kernels).sum(), predicted);
            }).sorted(Comparator.comparingDouble(OperatorShare::us).reversed()).forEach(shares::add);
        }
        return shares;
    }
}
