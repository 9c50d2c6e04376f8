package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.serving.Arrivals;
import dev.ridgepoint.serving.Capacity;
import dev.ridgepoint.serving.Deployment;
import dev.ridgepoint.serving.Lengths;
import dev.ridgepoint.serving.Preemption;
import dev.ridgepoint.serving.ServingPolicy;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.serving.Shapes;
import dev.ridgepoint.serving.Slo;
import dev.ridgepoint.serving.Speculation;
import dev.ridgepoint.serving.Traffic;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.OptionalDouble;

/**
 * Serve many requests with one device, and find how many a second it can take.
 *
 * <p>A {@link Deployment} is a model on a device that makes up its passes by a policy; {@link Traffic} is when requests come and how long they are. The same
 * seed gives the same requests, at any rate, so that two rates or two policies can be compared request by request.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.Sample_05_ServeRequests}
 */
public class Sample_05_ServeRequests {

    public static void main(String[] args) {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q4_k_m").orElseThrow());
        Predictor predictor = new Predictor(Workload.of(library.architecture("qwen2.5-7b"), numerics));
        Roofline roofline = Roofline.of(library.hardware("rtx-4090"), numerics);
        ServingPolicy policy = new ServingPolicy(64, 2048, new Preemption.Recompute(), Speculation.NONE, true);
        double cache = Deployment.cacheBytes(roofline.hardware(), predictor.workload(), 0.9);
        Deployment deployment = new Deployment(predictor, roofline, policy, 16, cache);

        Shapes chat = new Shapes.Independent(new Lengths.LogNormal(800, 0.7, 8192), new Lengths.LogNormal(200, 0.6, 2048));
        Traffic traffic = new Traffic(new Arrivals.Poisson(4), chat, 0, 0, 3000, 1);
        ServingResult result = deployment.serve(traffic.source(), Slo.NONE, 1);
        System.out.println("at 4 requests/s  " + milliseconds(result.ttft().percentile(0.99)) + " to the first token for 99 %, "
                + milliseconds(result.tpot().percentile(0.99)) + " for each after it");

        // The wrong way to find what a device can take is its throughput with a full queue: there, nobody's request is answered in time.
        ServingResult full = deployment.serve(traffic.at(1000).source(), Slo.NONE, 1);
        System.out.println("with a full queue  " + Quantity.significant(full.requestsPerSecond()) + " requests/s, and half of them wait for "
                + Quantity.significant(full.ttft().percentile(0.5)) + " s");
        Slo slo = new Slo(OptionalDouble.of(1), OptionalDouble.of(0.05), OptionalDouble.empty());
        Capacity capacity = Capacity.search(deployment, traffic, slo, 0.99);
        System.out.println("within a second to the first token  " + Quantity.significant(capacity.highest().orElseThrow().perSecond()) + " requests/s");
    }

    private static String milliseconds(double seconds) {
        return Quantity.significant(1000 * seconds) + " ms";
    }
}
