package dev.ridgepoint.energy;

import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;

/**
 * What the tokens of a phase take, over all devices: of the prompt in prefill, generated in decode.
 *
 * @param phase   which
 * @param tokens  of all replicas, in the whole prompt or in a step
 * @param devices that work on it
 * @param each    energy of one device
 * @param dollars for all of them
 */
public record PhaseCost(PhaseName phase, double tokens, int devices, EnergyUse each, double dollars) {

    /** Of a phase of a deployment. */
    public static PhaseCost of(Deployment deployment, Phase phase, EnergyModel model, RunningCost cost) {
        int devices = deployment.parallelism().devices();
        EnergyUse oneGroup = model.of(deployment.device(), phase);
        boolean prefill = phase.name() == PhaseName.PREFILL;
        // The prediction is of all stages' work on one group of sequences; a device does one stage's of every group.
        double share = (double) deployment.groups() / deployment.parallelism().pipeline();
        double seconds = prefill ? deployment.timeToFirstToken() : deployment.timePerToken();
        double idle = oneGroup.idle() / oneGroup.seconds() * seconds;
        EnergyUse each = new EnergyUse(seconds, idle, oneGroup.compute() * share, oneGroup.memory() * share, oneGroup.links() * share);
        double tokens = (double) deployment.parallelism().data() * deployment.sequences() * (prefill ? phase.tokens() : 1);
        return new PhaseCost(phase.name(), tokens, devices, each, cost.dollars(devices * seconds, devices * each.joules()));
    }

    /** Joules of a token, over all devices. */
    public double joulesPerToken() {
        return devices * each.joules() / tokens;
    }

    /** US dollars of a million tokens. */
    public double dollarsPerMillion() {
        return dollars / tokens * 1e6;
    }
}
