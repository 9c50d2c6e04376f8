package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.SustainedRun;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prediction as a JSON object. Its names are relied upon: new ones may be added, those that are there stay. */
final class PredictionJson implements JsonDocument.Fields {

    private final Deployment deployment;
    private final Optional<SustainedRun> sustained;
    private final Prediction prediction;

    PredictionJson(Deployment deployment, Optional<SustainedRun> sustained) {
        this.deployment = deployment;
        this.sustained = sustained;
        this.prediction = deployment.device();
    }

    @Override
    public void write(JsonDocument json) throws IOException {
        Numerics numerics = prediction.workload().numerics();
        json.value("hardware", prediction.roofline().hardware().id());
        json.value("model", prediction.workload().architecture().id());
        json.value("weights", numerics.weights().id());
        json.value("kv", numerics.cache().id());
        json.value("activations", numerics.activations().id());
        json.value("runtime", prediction.roofline().runtime());
        json.object("request", request -> request(request, prediction.request()));
        List<Column<Phase>> prefill = new ArrayList<>(PhaseColumns.COST);
        List<Column<Phase>> step = new ArrayList<>(PhaseColumns.COST);
        if (prediction.roofline().backend() != null) {
            prefill.addAll(PhaseColumns.INTERVALS);
            step.addAll(PhaseColumns.INTERVALS);
        }
        step.add(Column.forPrograms("time_per_token_s", Phase::seconds));
        phase(json, "prefill", prediction.prefill(), prefill);
        phase(json, "decode", prediction.decode(), step);
        json.value("ttft_s", deployment.timeToFirstToken());
        json.value("total_s", deployment.totalSeconds());
        if (deployment.parallelism().devices() > 1) {
            json.object("deployment", this::deployment);
        }
        if (sustained.isPresent()) {
            json.object("sustained", run -> {
                run.value("after_s", prediction.roofline().hardware().sustained().orElseThrow().after().value());
                run.value("burst_tokens", sustained.get().burstTokens());
                run.value("burst_time_per_token_s", sustained.get().burstSeconds());
                run.value("sustained_tokens", sustained.get().sustainedTokens());
                run.value("sustained_time_per_token_s", sustained.get().sustainedSeconds());
            });
        }
        json.object("memory", memory -> memory(memory, prediction.memory()));
        new Table<>(PhaseColumns.operators(), prediction.operators()).write(json, "operators");
        json.object("potential", potential -> {
            phase(potential, "prefill", prediction.prefill(), PhaseColumns.POTENTIAL);
            phase(potential, "decode", prediction.decode(), PhaseColumns.POTENTIAL);
        });
        json.object("mla_execution", execution -> {
            execution.value("prefill", execution(prediction.prefill()));
            execution.value("decode", execution(prediction.decode()));
        });
        List<String> notes = new ArrayList<>(PredictionNotes.of(prediction));
        if (!prediction.memory().fits()) {
            notes.add(0, PredictionNotes.memory(prediction.memory()));
        }
        json.array("notes", notes);
        json.object("provenance", this::provenance);
    }

    private static void phase(JsonDocument json, String name, Optional<Phase> phase, List<Column<Phase>> columns) throws IOException {
        if (phase.isEmpty()) {
            json.value(name, null);
        } else {
            json.object(name, fields -> new Table<>(columns, List.of()).write(fields, phase.get()));
        }
    }

    private void request(JsonDocument json, Request request) throws IOException {
        json.value("prompt", request.prompt());
        json.value("generate", request.generate());
        json.value("depth", request.depth());
        json.value("batch", deployment.sequences());
        json.value("micro_batch", request.microBatch());
        json.value("attention", Named.Constant.word(prediction.workload().kernel()));
        json.value("layers", prediction.workload().architecture().layers());
    }

    private void deployment(JsonDocument json) throws IOException {
        Parallelism parallelism = deployment.parallelism();
        json.value("devices", parallelism.devices());
        json.value("tp", parallelism.tensor());
        json.value("pp", parallelism.pipeline());
        json.value("dp", parallelism.data());
        json.value("ep", parallelism.expert());
        json.value("groups", deployment.groups());
        json.value("tokens_per_second", deployment.tokensPerSecond());
        json.value("prefill_exchange_share", deployment.exchangeShare(Prediction.PhaseName.PREFILL));
        json.value("decode_exchange_share", deployment.exchangeShare(Prediction.PhaseName.DECODE));
    }

    private static void memory(JsonDocument json, MemoryFootprint memory) throws IOException {
        json.value("weights_bytes", memory.weightsBytes());
        json.value("kv_cache_bytes", memory.cacheBytes());
        json.value("activations_bytes", memory.activationsBytes());
        json.value("total_bytes", memory.totalBytes());
        json.value("capacity_bytes", memory.capacityBytes().isPresent() ? memory.capacityBytes().getAsDouble() : null);
        json.value("fits", memory.fits());
    }

    /** Null for a model without latent attention. */
    private static String execution(Optional<Phase> phase) {
        return phase.map(Phase::execution).filter(e -> e != Operator.Execution.ALWAYS).map(Named.Constant::word).orElse(null);
    }

    private void provenance(JsonDocument json) throws IOException {
        Hardware hardware = prediction.roofline().hardware();
        Architecture model = prediction.workload().architecture();
        json.value("kind", "predicted");
        json.value("ridgepoint_version", Version.number());
        json.value("hardware_name", hardware.name());
        json.object("peak", peak -> {
            peak.value("format", prediction.roofline().roof().format().id());
            peak.value("unit", Named.Constant.word(prediction.roofline().roof().unit()));
            sourced(peak, "flops_per_s", prediction.roofline().roof().rate());
        });
        json.object("bandwidth", bandwidth -> {
            bandwidth.value("level", hardware.mainMemory().name());
            sourced(bandwidth, "bytes_per_s", hardware.mainMemory().bandwidth().orElseThrow());
        });
        json.value("model_name", model.name());
        json.value("model_source", model.provenance().source());
        json.value("model_confidence", model.provenance().confidence());
    }

    private void sourced(JsonDocument json, String name, Sourced value) throws IOException {
        String source = value.source();
        json.value(name, value.value());
        json.value("source", prediction.roofline().hardware().sources().getOrDefault(source, source));
        json.value("confidence", Named.Constant.word(value.confidence()));
    }
}
