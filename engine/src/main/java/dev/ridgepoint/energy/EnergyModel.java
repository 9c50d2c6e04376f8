package dev.ridgepoint.energy;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Power;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.Optional;

/** How a device's energy follows from what it does. */
public sealed interface EnergyModel permits EnergyModel.Itemised, EnergyModel.Utilised {

    /** Energy of one device in a phase of a prediction: of the whole prompt, or of a mean step. */
    default EnergyUse of(Prediction prediction, Phase phase) {
        return of(prediction.roofline(), PhaseWork.of(prediction, phase));
    }

    /** Energy of one device for what it does under its ceilings. */
    EnergyUse of(Roofline roofline, PhaseWork work);

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
        public EnergyUse of(Roofline roofline, PhaseWork work) {
            double compute = work.weightFlops() * joules(roofline.productFormat())
                    + (work.activationFlops() + work.elementwiseFlops()) * joules(roofline.numerics().activations());
            double memory = work.mainBytes() * perByte(roofline.hardware().mainMemory().name());
            return new EnergyUse(work.seconds(), power.idle().value() * work.seconds(), compute, memory, work.sentBytes() * perByte("link"));
        }

        private double joules(NumberFormat format) {
            return power.flop(format).map(Sourced::value).orElse(0.0);
        }

        private double perByte(String level) {
            return Optional.ofNullable(power.perByte().get(level)).map(Sourced::value).orElse(0.0);
        }

        @Override
        public PassEnergy ofPasses(Roofline roofline) {
            double[] perFlop = new double[Arithmetic.values().length];
            for (Arithmetic arithmetic : Arithmetic.values()) {
                perFlop[arithmetic.ordinal()] = joules(arithmetic == Arithmetic.WEIGHTS ? roofline.productFormat() : roofline.numerics().activations());
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
        public EnergyUse of(Roofline roofline, PhaseWork work) {
            double compute = work.weightFlops() / roofline.peak(Arithmetic.WEIGHTS) + work.activationFlops() / roofline.peak(Arithmetic.ACTIVATIONS)
                    + work.elementwiseFlops() / roofline.peak(Arithmetic.ELEMENTWISE);
            double memory = work.mainBytes() / roofline.bandwidth();
            double busy = Math.min(1, Math.max(compute, memory) / work.seconds());
            double rest = tdp * AT_REST * work.seconds();
            double busyJoules = tdp * (1 - AT_REST) * busy * work.seconds();
            return compute >= memory ? new EnergyUse(work.seconds(), rest, busyJoules, 0, 0) : new EnergyUse(work.seconds(), rest, 0, busyJoules, 0);
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
