package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.PhaseCost;
import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint cost}: energy and money of a token. */
@Command(name = "cost", sortOptions = false,
        description = "Predict the energy and the cost of a token.",
        footer = {
            "Examples:",
            "  ridgepoint cost --hardware h100-sxm --model llama-3.1-70b --weights fp8 --tp 4 --batch 64 --runtime vllm",
            "  ridgepoint cost --hardware h100-sxm --model llama-3.1-8b --batch 32 --rent 2.50USD",
            "  ridgepoint cost --hardware rtx-4090 --model llama-3.1-8b --weights q4_k_m --years 3 --electricity 0.30USD"
        })
final class CostCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private ParallelOptions parallel;

    @Mixin
    private CostOptions costs;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Library library = Library.find();
        Hardware device = subject.hardware(library);
        Predictor predictor = formats.predictor(subject.model(library, spec.commandLine()));
        EnergyModel energy = EnergyModel.of(device).orElseThrow(() -> new InvalidInputException(
                device.id() + "'s profile states neither its power nor its TDP; add 'tdp' to it"));
        RunningCost cost = costs.of(device);
        Deployment deployment = Deployment.of(predictor.workload(), formats.latentExecution(), parallel.parallelism(), parallel.offloadedLayers(),
                formats.roofline(device, predictor), request.request(predictor.workload().architecture()));
        Prediction prediction = deployment.device();
        List<PhaseCost> phases = Stream.concat(prediction.prefill().stream(), prediction.decode().stream())
                .map(phase -> PhaseCost.of(deployment, phase, energy, cost)).toList();
        output.print(new CostPrintout(deployment, energy, phases, costs.words(device)), spec.commandLine());
    }
}
