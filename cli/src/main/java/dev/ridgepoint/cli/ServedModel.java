package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.serving.Deployment;
import dev.ridgepoint.serving.Preemption;
import dev.ridgepoint.serving.Server;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.workload.Numerics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model on the devices that serve it.
 *
 * @param server  what requests are sent to
 * @param prefill its replicas for prompts, where they are apart
 * @param decode  its other replicas
 */
record ServedModel(Server server, List<Deployment> prefill, List<Deployment> decode) {

    private Deployment last() {
        return decode.get(0);
    }

    /** All replicas, in the order in which requests go through them. */
    List<Deployment> deployments() {
        return Stream.concat(prefill.stream(), decode.stream()).toList();
    }

    private List<Deployment> kinds() {
        return Stream.concat(prefill.stream().limit(1), decode.stream().limit(1)).toList();
    }

    /** {@code prefill} or {@code decode} with a number where there are several, or the server alone. */
    String stage(int index) {
        if (prefill.isEmpty()) {
            return "server";
        }
        return index < prefill.size() ? numbered("prefill", index, prefill) : numbered("decode", index - prefill.size(), decode);
    }

    private static String numbered(String name, int index, List<Deployment> replicas) {
        return replicas.size() == 1 ? name : name + " " + (index + 1);
    }

    private static String times(List<Deployment> replicas) {
        return replicas.size() == 1 ? "" : replicas.size() + " x ";
    }

    /** What is served, and how it was asked to be. */
    void heading(Page page, List<String> setting) {
        page.heading(title());
        page.prose(formats(), "  ");
        setting.forEach(line -> page.prose(line, "  "));
        page.gap();
    }

    /** The same in Markdown. */
    void heading(PrintWriter out, List<String> setting) {
        out.println("## " + title());
        out.println();
        out.println(formats() + "  ");
        setting.forEach(line -> out.println(line + "  "));
        out.println();
    }

    private String title() {
        var model = last().predictor().workload().architecture();
        String name = PredictionPrintout.named(model.name(), model.id());
        String device = device(last());
        return prefill.isEmpty() ? name + " served by " + device
                : name + ", prefill on " + times(prefill) + device(prefill.get(0)) + ", decode on " + times(decode) + device;
    }

    /** For a figure, which has no room for ids. */
    String shortTitle() {
        String model = last().predictor().workload().architecture().name();
        String device = last().roofline().hardware().name();
        return prefill.isEmpty() ? model + " on " + device
                : model + ", prefill on " + times(prefill) + prefill.get(0).roofline().hardware().name() + ", decode on " + times(decode) + device;
    }

    private static String device(Deployment deployment) {
        return PredictionPrintout.named(deployment.roofline().hardware().name(), deployment.roofline().hardware().id());
    }

    private String formats() {
        Numerics numerics = last().predictor().workload().numerics();
        return "Weights " + numerics.weights().id() + ", KV cache " + numerics.cache().id() + ", activations " + numerics.activations().id()
                + ", runtime " + last().roofline().runtime();
    }

    /** The KV cache of each device, in words. */
    String caches() {
        return kinds().stream().map(deployment -> "KV cache" + (prefill.isEmpty() ? "" : " of " + deployment.roofline().hardware().id()) + " "
                + Written.bytes(deployment.cacheBytes()) + ": " + deployment.layout().blocks() + " blocks of " + deployment.layout().blockTokens() + " tokens")
                .distinct().collect(Collectors.joining("; "));
    }

    /** Devices of all replicas. */
    int devices() {
        return deployments().stream().mapToInt(Deployment::devices).sum();
    }

    /** Where figures of energy come from, device by device; empty where a profile says nothing. */
    List<EnergySource> energySources() {
        return deployments().stream().map(deployment -> deployment.roofline().hardware()).distinct()
                .flatMap(device -> EnergySource.of(device).stream()).toList();
    }

    /** Why no request was served. */
    String tooSmall(ServingResult result) {
        Deployment smallest = deployments().stream().min(Comparator.comparingInt(deployment -> deployment.layout().blocks())).orElseThrow();
        long tokens = (long) smallest.layout().blocks() * smallest.layout().blockTokens();
        return "none of " + result.arrived() + " requests fits: the KV cache of " + Written.bytes(smallest.cacheBytes()) + " on "
                + smallest.roofline().hardware().id() + " holds " + tokens + " tokens, and each is longer than that";
    }

    void write(JsonDocument json) throws IOException {
        Numerics numerics = last().predictor().workload().numerics();
        json.value("model", last().predictor().workload().architecture().id());
        json.value("hardware", last().roofline().hardware().id());
        json.value("prefill_hardware", kinds().get(0).roofline().hardware().id());
        if (!prefill.isEmpty()) {
            json.value("prefill_replicas", prefill.size());
            json.value("decode_replicas", decode.size());
        }
        json.value("runtime", last().roofline().runtime());
        json.value("weights", numerics.weights().id());
        json.value("kv", numerics.cache().id());
        json.value("activations", numerics.activations().id());
        json.object("policy", policy -> {
            policy.value("batch", last().policy().mostSequences());
            policy.value("token_budget", last().policy().tokenBudget());
            policy.value("preemption", last().policy().preemption() instanceof Preemption.Swap ? "swap" : "recompute");
            policy.value("draft_tokens", last().policy().speculation().draftTokens());
            policy.value("acceptance", last().policy().speculation().acceptance());
            policy.value("kv_block_tokens", last().layout().blockTokens());
            policy.value("kv_blocks", last().layout().blocks());
            policy.value("kv_bytes", last().cacheBytes());
        });
    }
}
