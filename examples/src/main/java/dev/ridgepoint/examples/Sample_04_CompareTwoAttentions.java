package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.InferencePotential;
import dev.ridgepoint.roofline.RelativePotential;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;

/**
 * Compare two kinds of attention at about 1.7 billion parameters: multi-head (SmolLM2) and latent (PLM), far into a long conversation.
 *
 * <p>The cache decides: compare what a token adds to it, what attention costs in a step, and how far each model stays from the ridge. Points on opposite sides
 * of the ridge have no relative potential, and asking for it is an error rather than a number.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.Sample_04_CompareTwoAttentions}
 */
public class Sample_04_CompareTwoAttentions {

    public static void main(String[] args) {
        Library library = Library.find();
        Hardware device = library.hardware("jetson-agx-orin-64gb");
        Prediction multiHead = far(library.architecture("smollm2-1.7b"), device);
        Prediction latent = far(library.architecture("plm-1.8b"), device);
        describe(multiHead);
        describe(latent);

        InferencePotential first = latent.decode().orElseThrow().potential();
        InferencePotential second = multiHead.decode().orElseThrow().potential();
        if (first.regime() == second.regime()) {
            RelativePotential relative = first.relativeTo(second);
            System.out.println("latent over multi-head: distance to the ridge x " + Quantity.significant(relative.phiLog10()));
        } else {
            System.out.println("latent is " + first.regime().id() + "-bound, multi-head " + second.regime().id() + "-bound: not comparable");
        }
    }

    /** 128 tokens generated after 16,384. */
    private static Prediction far(Architecture model, Hardware device) {
        Numerics numerics = Numerics.of(WeightsFormats.named("fp16").orElseThrow());
        return new Predictor(Workload.of(model, numerics)).predict(Roofline.of(device, numerics), new Request(0, 128, 16_384, 1, 512));
    }

    private static void describe(Prediction prediction) {
        Architecture model = prediction.workload().architecture();
        double attention = prediction.operators().stream()
                .filter(o -> o.operator().name().equals("attention"))
                .mapToDouble(OperatorPrediction::totalSeconds)
                .sum();
        double step = prediction.decode().orElseThrow().seconds();
        System.out.printf("%-24s %8s cached a token, attention %s of a %s step, %s tokens/s%n", model.name(),
                Quantity.format(2.0 * model.cacheElementsPerToken(), Dimension.BYTES), Quantity.significant(100 * attention / step) + "%",
                Quantity.format(step, Dimension.SECONDS), Quantity.significant(prediction.decode().orElseThrow().tokensPerSecond()));
    }
}
