package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;

/**
 * Predict a model on a device: once with everything a report needs, then many times as a sweep does.
 *
 * <p>A {@link Workload} is a model in number formats, lowered to operators; a {@link Roofline} is a device's ceilings for those formats; a {@link Request} is
 * what is asked. None of the three holds another, so each can be varied alone.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.Sample_02_Predict}
 */
public class Sample_02_Predict {

    public static void main(String[] args) {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q8_0").orElseThrow());
        Workload workload = Workload.of(library.architecture("qwen2.5-1.5b"), numerics);
        Roofline roofline = Roofline.of(library.hardware("apple-m1-pro"), numerics);
        Predictor predictor = new Predictor(workload);

        Prediction prediction = predictor.predict(roofline, Request.of(128, 128));
        Phase decode = prediction.decode().orElseThrow();
        System.out.println("decode   " + Quantity.significant(decode.tokensPerSecond()) + " tokens/s, " + decode.bound().id() + "-bound at "
                + Quantity.significant(decode.operationalIntensity()) + " FLOP/byte");
        Phase prefill = prediction.prefill().orElseThrow();
        System.out.println("prefill  " + Quantity.significant(prefill.tokensPerSecond()) + " tokens/s, " + prefill.bound().id() + "-bound at "
                + Quantity.significant(prefill.operationalIntensity()) + " FLOP/byte");

        // The wrong way to sweep is to call the same method in a loop: it builds a list of operators that nobody reads. With room for the totals given once,
        // a prediction allocates nothing.
        Totals totals = new Totals();
        int longest = 0;
        for (int prompt = 1; prompt <= 32_768; prompt++) {
            predictor.predict(roofline, Request.of(prompt, 128), totals);
            if (totals.prefill().seconds() < 1) {
                longest = prompt;
            }
        }
        System.out.println("longest prompt with its first token within a second  " + longest + " tokens");
    }
}
