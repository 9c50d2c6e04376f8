package dev.ridgepoint.energy;

import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;

/**
 * What one device does in a phase: in the whole prompt, or in a mean step.
 *
 * @param seconds          how long it takes
 * @param weightFlops      in products with weights
 * @param activationFlops  in products of activations with one another
 * @param elementwiseFlops element by element
 * @param mainBytes        moved between main memory and chip
 * @param sentBytes        sent to other devices
 */
public record PhaseWork(double seconds, double weightFlops, double activationFlops, double elementwiseFlops, double mainBytes, double sentBytes) {

    /** Of a phase of a prediction. */
    public static PhaseWork of(Prediction prediction, Phase phase) {
        double weights = 0;
        double activations = 0;
        double elementwise = 0;
        double sent = 0;
        double tokens = phase.batch() * (phase.name() == PhaseName.PREFILL ? (double) phase.tokens() : 1);
        for (OperatorPrediction o : prediction.operators()) {
            if (o.phase() == phase.name()) {
                double flops = o.operator().count() * o.flops();
                switch (o.operator().arithmetic()) {
                    case WEIGHTS -> weights += flops;
                    case ACTIVATIONS -> activations += flops;
                    case ELEMENTWISE -> elementwise += flops;
                }
                sent += o.operator().exchange().devices() == 1 ? 0 : o.operator().count() * o.operator().exchange().sentBytes(tokens);
            }
        }
        return new PhaseWork(phase.seconds(), weights, activations, elementwise, phase.mainBytes(), sent);
    }
}
