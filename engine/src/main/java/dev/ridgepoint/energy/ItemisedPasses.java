package dev.ridgepoint.energy;

import dev.ridgepoint.predict.PassWork;
import dev.ridgepoint.workload.Operator.Arithmetic;

/** {@link EnergyModel.Itemised} of passes. */
final class ItemisedPasses implements PassEnergy {

    private static final Arithmetic[] KINDS = Arithmetic.values();

    private final double idleWatts;
    private final double[] perFlop;
    private final double perByte;
    private final double perSentByte;

    /**
     * @param idleWatts   at rest
     * @param perFlop     joules by kind of arithmetic
     * @param perByte     joules of main memory
     * @param perSentByte joules of a link
     */
    ItemisedPasses(double idleWatts, double[] perFlop, double perByte, double perSentByte) {
        this.idleWatts = idleWatts;
        this.perFlop = perFlop;
        this.perByte = perByte;
        this.perSentByte = perSentByte;
    }

    @Override
    public double idleWatts() {
        return idleWatts;
    }

    @Override
    public double joules(PassWork work, double seconds) {
        double joules = idleWatts * seconds + perByte * work.mainBytes() + perSentByte * work.sentBytes();
        for (int i = 0; i < KINDS.length; i++) {
            joules += perFlop[i] * work.flops(KINDS[i]);
        }
        return joules;
    }
}
