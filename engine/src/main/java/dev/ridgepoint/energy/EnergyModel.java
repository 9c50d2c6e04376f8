package dev.ridgepoint.energy;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Power;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.Optional;

/** How a device's energy follows from what it does. */
public sealed interface EnergyModel permits EnergyModel.Itemised, EnergyModel.Utilised {

    /**
     * Energy of one device in a phase of a prediction: of the whole prompt, or of a mean step.
     *
     * @throws IllegalArgumentException if the prediction has no such phase
     */
    EnergyUse of(Prediction prediction, Phase phase);

    /** Energy of passes on a device with these ceilings, one after the other. */
    PassEnergy ofPasses(Roofline roofline);

    /** The best that a profile allows: what it states piece by piece, else its TDP; empty where it states neither. */
    static Optional<EnergyModel> of(Hardware hardware) {
        return hardware.power().map(power -> (EnergyModel) new Itemised(power)).or(() -> hardware.tdp().map(tdp -> new Utilised(tdp.value())));
    }

    /**
     * Idle power for as long as it takes, and so much for each FLOP and each byte: {@code E = P_idle t + sum of e_flop W + sum of e_byte Q} (Choi,
     * Bedard, Fowler and Vuduc 2013, "A roofline model of energy"). A FLOP costs what its format does, a byte what the main memory's does; what the
     * profile does not state costs nothing.
     *
     * @param power the profile's
     */
    record Itemised(Power power) implements EnergyModel {

        @Override
        public EnergyUse of(Prediction prediction, Phase phase) {
            Roofline roofline = prediction.roofline();
            double compute = 0;
            double links = 0;
            for (OperatorPrediction o : prediction.operators()) {
                if (o.phase() == phase.name()) {
                    compute += o.operator().count() * o.flops() * joules(format(roofline, o.operator().arithmetic()));
                    links += o.operator().count() * sent(phase, o) * perByte("link");
                }
            }
            double memory = phase.mainBytes() * perByte(roofline.hardware().mainMemory().name());
            return new EnergyUse(phase.seconds(), power.idle().value() * phase.seconds(), compute, memory, links);
        }

        private static NumberFormat format(Roofline roofline, Arithmetic arithmetic) {
            return arithmetic == Arithmetic.WEIGHTS ? roofline.weightsPeak().format() : roofline.numerics().activations();
        }

        private double joules(NumberFormat format) {
            return power.flop(format).map(Sourced::value).orElse(0.0);
        }

        private double perByte(String level) {
            return Optional.ofNullable(power.perByte().get(level)).map(Sourced::value).orElse(0.0);
        }

        private static double sent(Phase phase, OperatorPrediction o) {
            return o.operator().exchange().sentBytes(phase.batch() * (phase.name() == Prediction.PhaseName.PREFILL ? (double) phase.tokens() : 1));
        }

        @Override
        public PassEnergy ofPasses(Roofline roofline) {
            double[] perFlop = new double[Arithmetic.values().length];
            for (Arithmetic arithmetic : Arithmetic.values()) {
                perFlop[arithmetic.ordinal()] = joules(format(roofline, arithmetic));
            }
            return new ItemisedPasses(power.idle().value(), perFlop, perByte(roofline.hardware().mainMemory().name()), perByte("link"));
        }
    }

    /**
     * The TDP as far as the device is used: {@code P = TDP (s + (1 - s) u)}, where {@code u} is the share of the time in which its busier ceiling is
     * busy and {@code s} the
     * share that it draws at rest. For devices of which nothing more is known; the parts cannot be told apart, so that all beyond rest counts as the
     * busier one's.
     *
     * @param tdp watts
     */
    record Utilised(double tdp) implements EnergyModel {

        /** Accelerators draw a tenth to a fifth of their TDP at rest: an assumption that holds for whole classes of devices, and not the figure of any. */
        public static final double AT_REST = 0.15;

        @Override
        public EnergyUse of(Prediction prediction, Phase phase) {
            double compute = 0;
            double memory = 0;
            for (OperatorPrediction o : prediction.operators()) {
                if (o.phase() == phase.name()) {
                    double bound = o.operator().count() * o.flops() / prediction.roofline().peak(o.operator().arithmetic());
                    compute += bound;
                }
            }
            memory = phase.mainBytes() / prediction.roofline().bandwidth();
            double busy = Math.min(1, Math.max(compute, memory) / phase.seconds());
            double rest = tdp * AT_REST * phase.seconds();
            double work = tdp * (1 - AT_REST) * busy * phase.seconds();
            return compute >= memory ? new EnergyUse(phase.seconds(), rest, work, 0, 0) : new EnergyUse(phase.seconds(), rest, 0, work, 0);
        }

        @Override
        public PassEnergy ofPasses(Roofline roofline) {
            double[] perFlop = new double[Arithmetic.values().length];
            for (Arithmetic arithmetic : Arithmetic.values()) {
                perFlop[arithmetic.ordinal()] = 1 / roofline.peak(arithmetic);
            }
            return new UtilisedPasses(tdp, perFlop, 1 / roofline.bandwidth());
        }
    }
}
