package dev.ridgepoint.sensitivity;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.sensitivity.Parameter.Step;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a parameter does to the time of a phase.
 *
 * @param parameter  the parameter
 * @param phase      the phase
 * @param elasticity {@code d ln t / d ln p}: percent of time for a percent of the parameter; empty where the parameter has no other valid value
 * @param over       the values that the elasticity is a difference between, where it is not a derivative; may be empty
 * @param less       what the smaller value does
 * @param more       what the larger value does
 */
public record Influence(Parameter parameter, PhaseName phase, OptionalDouble elasticity, String over, Optional<Effect> less, Optional<Effect> more) {

    /**
     * What one change does.
     *
     * @param value  the parameter's value after it
     * @param change of the time, as a share of it: -0.5 is half the time
     */
    public record Effect(String value, double change) { }

    static Influence of(Parameter parameter, PhaseName phase, Setting setting) {
        double base = setting.times().of(phase);
        return new Influence(parameter, phase, elasticity(parameter, phase, base), over(parameter),
                parameter.less().map(step -> effect(step, phase, base)), parameter.more().map(step -> effect(step, phase, base)));
    }

    private static Effect effect(Step step, PhaseName phase, double base) {
        return new Effect(step.value(), step.setting().times().of(phase) / base - 1);
    }

    /** The difference over the nearest values on both sides, or to the one on the only side that has one, of logarithms. */
    private static OptionalDouble elasticity(Parameter parameter, PhaseName phase, double base) {
        if (parameter.nearBelow().isEmpty() && parameter.nearAbove().isEmpty()) {
            return OptionalDouble.empty();
        }
        double below = parameter.nearBelow().map(step -> step.setting().times().of(phase)).orElse(base);
        double above = parameter.nearAbove().map(step -> step.setting().times().of(phase)).orElse(base);
        double span = Math.log(parameter.nearAbove().map(Step::ratio).orElse(1.0) / parameter.nearBelow().map(Step::ratio).orElse(1.0));
        return OptionalDouble.of(Math.log(above / below) / span);
    }

    private static String over(Parameter parameter) {
        String below = parameter.nearBelow().map(Step::value).orElse(parameter.value());
        String above = parameter.nearAbove().map(Step::value).orElse(parameter.value());
        return below.isEmpty() || above.isEmpty() || below.equals(above) ? "" : below + " to " + above;
    }

    /** The greater of the two changes, without its sign. */
    public double greatestChange() {
        return Math.max(less.map(effect -> Math.abs(effect.change())).orElse(0.0), more.map(effect -> Math.abs(effect.change())).orElse(0.0));
    }
}
