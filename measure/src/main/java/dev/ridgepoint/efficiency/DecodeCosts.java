package dev.ridgepoint.efficiency;

import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.workload.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * What a decode step of one device costs beside its traffic: {@code t = t_roof / e + operators x launch + scores x score}, with one efficiency {@code e}
 * for each weights format, one time to launch an operator and one for each score, which is a query head times a token that it attends to. An efficiency
 * alone lowers the roof by as much whatever the model's size and the length of its context.
 *
 * <p>Fitted by the least sum of {@code |t / t_measured - 1|}. That is linear in {@code 1 / e}, launch and score, so the best is found by a linear program, with
 * {@code e} at most 1 and no time below 0.
 */
public final class DecodeCosts implements RateModel {

    private final String hardware;
    private final Map<String, Double> efficiencies;
    private final double launchSeconds;
    private final double scoreSeconds;

    private DecodeCosts(String hardware, Map<String, Double> efficiencies, double launchSeconds, double scoreSeconds) {
        this.hardware = hardware;
        this.efficiencies = efficiencies;
        this.launchSeconds = launchSeconds;
        this.scoreSeconds = scoreSeconds;
    }

    /**
     * Those that explain a device's decode cells best.
     *
     * @param cells of one device; those of prefill say nothing here
     * @throws IllegalArgumentException if there are none of decode
     */
    public static DecodeCosts fit(List<ValidatedRow> cells) {
        List<ValidatedRow> decode = cells.stream().filter(cell -> cell.measured().phase() == PhaseName.DECODE).toList();
        if (decode.isEmpty()) {
            throw new IllegalArgumentException("no cells of decode");
        }
        List<String> formats = List.copyOf(new TreeSet<>(decode.stream().map(ValidatedRow::weights).toList()));
        double[] solution = solve(decode, formats);
        Map<String, Double> efficiencies = new LinkedHashMap<>();
        for (int i = 0; i < formats.size(); i++) {
            efficiencies.put(formats.get(i), Math.min(1, 1 / solution[i]));
        }
        return new DecodeCosts(decode.get(0).hardware().id(), efficiencies, solution[formats.size()], solution[formats.size() + 1]);
    }

    /** The unknowns are 1 / e of each format, launch, score, and for each cell how much its step is predicted too long and too short, as shares. */
    private static double[] solve(List<ValidatedRow> cells, List<String> formats) {
        int terms = formats.size() + 2;
        double[] objective = new double[terms + 2 * cells.size()];
        Arrays.fill(objective, terms, objective.length, 1);
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            double[] row = new double[objective.length];
            row[i] = 1;
            constraints.add(new LinearConstraint(row, Relationship.GEQ, 1));
        }
        // In microseconds and nanoseconds, so that all unknowns are of one size.
        for (int i = 0; i < cells.size(); i++) {
            ValidatedRow cell = cells.get(i);
            double measured = cell.measured().batch() / cell.measured().tokensPerSecond();
            double[] row = new double[objective.length];
            row[formats.indexOf(cell.weights())] = cell.measured().tokensPerSecond() / cell.roof();
            row[terms - 2] = operators(cell) * 1e-6 / measured;
            row[terms - 1] = scores(cell) * 1e-9 / measured;
            row[terms + 2 * i] = -1;
            row[terms + 2 * i + 1] = 1;
            constraints.add(new LinearConstraint(row, Relationship.EQ, 1));
        }
        PointValuePair best = new SimplexSolver().optimize(new LinearObjectiveFunction(objective, 0), new LinearConstraintSet(constraints), GoalType.MINIMIZE,
                new NonNegativeConstraint(true));
        double[] solution = Arrays.copyOf(best.getPoint(), terms);
        solution[terms - 2] *= 1e-6;
        solution[terms - 1] *= 1e-9;
        return solution;
    }

    /** Operators of a step. */
    static double operators(ValidatedRow cell) {
        Operator.Execution latent = cell.ideal().execution();
        return cell.workload().operators().stream().filter(o -> o.execution() == Operator.Execution.ALWAYS || o.execution() == latent)
                .mapToInt(Operator::count).sum();
    }

    /** Query heads times tokens that they attend to, over all layers and sequences, at the mean context of the generation. */
    static double scores(ValidatedRow cell) {
        MeasuredRow m = cell.measured();
        double context = m.depthTokens() + m.promptTokens() + (m.generatedTokens() - 1) / 2.0;
        double scores = 0;
        for (LayerGroup group : cell.workload().architecture().groups()) {
            for (Mixer mixer : group.mixers()) {
                if (mixer instanceof GroupedQueryAttention a) {
                    scores += group.count() * a.heads() * a.span().pairs(1, context);
                } else if (mixer instanceof LatentAttention a) {
                    scores += group.count() * a.heads() * a.span().pairs(1, context);
                }
            }
        }
        return m.batch() * scores;
    }

    @Override
    public OptionalDouble tokensPerSecond(ValidatedRow cell) {
        Double efficiency = efficiencies.get(cell.weights());
        if (efficiency == null || cell.measured().phase() != PhaseName.DECODE || !cell.hardware().id().equals(hardware)) {
            return OptionalDouble.empty();
        }
        double seconds = cell.measured().batch() / cell.roof() / efficiency + operators(cell) * launchSeconds + scores(cell) * scoreSeconds;
        return OptionalDouble.of(cell.measured().batch() / seconds);
    }

    /** By weights format, above 0 and at most 1. */
    public Map<String, Double> efficiencies() {
        return efficiencies;
    }

    /** Seconds to launch an operator. */
    public double launchSeconds() {
        return launchSeconds;
    }

    /** Seconds of a query head's score of one token: its part in the products, the softmax and what is moved between them. */
    public double scoreSeconds() {
        return scoreSeconds;
    }
}
