package dev.ridgepoint.energy;

import dev.ridgepoint.predict.PassWork;
import dev.ridgepoint.workload.Operator.Arithmetic;

/** {@link EnergyModel.Utilised} of passes. */
final class UtilisedPasses implements PassEnergy {

    private static final Arithmetic[] KINDS = Arithmetic.values();

    private final double tdp;
    private final double[] secondsPerFlop;
    private final double secondsPerByte;

    /**
     * @param tdp            watts
     * @param secondsPerFlop at the peak of each kind of arithmetic
     * @param secondsPerByte at the bandwidth of main memory
     */
    UtilisedPasses(double tdp, double[] secondsPerFlop, double secondsPerByte) {
        this.tdp = tdp;
        this.secondsPerFlop = secondsPerFlop;
        this.secondsPerByte = secondsPerByte;
    }

    @Override
    public double idleWatts() {
        return EnergyModel.Utilised.AT_REST * tdp;
    }

    @Override
    public double joules(PassWork work, double seconds) {
        double compute = 0;
        for (int i = 0; i < KINDS.length; i++) {
            compute += secondsPerFlop[i] * work.flops(KINDS[i]);
        }
        double busy = Math.min(seconds, Math.max(compute, secondsPerByte * work.mainBytes()));
        return idleWatts() * seconds + (tdp - idleWatts()) * busy;
    }
}
