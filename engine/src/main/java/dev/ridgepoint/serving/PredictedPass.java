package dev.ridgepoint.serving;

import dev.ridgepoint.energy.PassEnergy;
import dev.ridgepoint.predict.PassWork;
import dev.ridgepoint.predict.RaggedBatch;
import dev.ridgepoint.predict.RaggedPass;

/** Time and energy of a deployment's passes. Reuses what it holds from pass to pass, so that each run of a server has its own. */
final class PredictedPass implements PassTime {

    private final RaggedPass pass;
    private final double sequenceSeconds;
    private final PassEnergy energy;
    private final int devices;
    private final PassWork work = new PassWork();

    /**
     * @param pass            time and work of one device
     * @param sequenceSeconds that the server takes for each sequence that decodes
     * @param energy          of one device; {@code null} where it is not known
     * @param devices         that do the same at once
     */
    PredictedPass(RaggedPass pass, double sequenceSeconds, PassEnergy energy, int devices) {
        this.pass = pass;
        this.sequenceSeconds = sequenceSeconds;
        this.energy = energy;
        this.devices = devices;
    }

    @Override
    public double seconds(RaggedBatch batch) {
        return pass.seconds(batch) + sequenceSeconds * batch.decodingSequences();
    }

    @Override
    public double joules(RaggedBatch batch, double seconds) {
        if (energy == null) {
            return Double.NaN;
        }
        pass.work(batch, work);
        return devices * energy.joules(work, seconds);
    }

    @Override
    public double idleWatts() {
        return energy == null ? Double.NaN : devices * energy.idleWatts();
    }
}
