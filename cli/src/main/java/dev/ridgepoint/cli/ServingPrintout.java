package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.serving.Latencies;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.serving.Slo;
import dev.ridgepoint.serving.StageResult;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What became of requests, in each output format. */
final class ServingPrintout implements OutputFormat.Printable {

    /** One kind of latency. */
    private record Latency(String name, String key, Latencies values) { }

    /** One stretch of time at one stage. */
    private record Moment(int stage, int stretch) { }

    private final ServedModel served;
    private final List<String> setting;
    private final Slo slo;
    private final ServingResult result;
    private final Optional<ServingCost> cost;
    private final List<ChartFiles> files;

    ServingPrintout(ServedModel served, List<String> setting, Slo slo, ServingResult result, Optional<ServingCost> cost) {
        this(served, setting, slo, result, cost, List.of());
    }

    private ServingPrintout(ServedModel served, List<String> setting, Slo slo, ServingResult result, Optional<ServingCost> cost, List<ChartFiles> files) {
        this.served = served;
        this.setting = setting;
        this.slo = slo;
        this.result = result;
        this.cost = cost;
        this.files = files;
    }

    ServingPrintout with(List<ChartFiles> drawn) {
        return new ServingPrintout(served, setting, slo, result, cost, drawn);
    }

    @Override
    public void printTable(Page page) {
        served.heading(page, setting);
        latencies().print(page);
        page.gap();
        stages().print(page);
        page.gap();
        summary().forEach(line -> page.prose(line, "  "));
        warnings().forEach(page::warning);
        if (!files.isEmpty()) {
            page.gap();
            files.stream().flatMap(drawn -> Stream.of(drawn.png(), drawn.svg(), drawn.pdf())).forEach(file -> page.line("Wrote " + file));
        }
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        served.heading(out, setting);
        latencies().printMarkdown(out);
        out.println();
        stages().printMarkdown(out);
        out.println();
        Stream.concat(summary().stream(), warnings().stream()).forEach(line -> out.println(line + "  "));
        files.forEach(drawn -> out.println("\n![Serving](" + drawn.png().getFileName() + ")"));
    }

    @Override
    public void printCsv(PrintWriter out) {
        moments().printCsv(out);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            served.write(json);
            json.array("setting", setting);
            writeResult(json, slo, result);
            writeCost(json, served, cost, result);
            stages().write(json, "stages");
            moments().write(json, "over_time");
        });
    }

    /** The fields of a result that {@code serve} and {@code capacity} share. */
    static void writeResult(JsonDocument json, Slo slo, ServingResult result) throws IOException {
        json.value("requests", result.arrived());
        json.value("completed", result.completed());
        json.value("refused", result.refused());
        json.value("seconds", result.seconds());
        json.value("offered_requests_per_second", result.offered());
        json.value("requests_per_second", result.requestsPerSecond());
        json.value("prompt_tokens", result.promptTokens());
        json.value("output_tokens", result.outputTokens());
        json.value("output_tokens_per_second", result.tokensPerSecond());
        json.value("saturated", result.saturated());
        if (slo.asks()) {
            json.value("attainment", result.attainment());
            json.value("goodput_requests_per_second", result.goodput());
        }
        latencies(result).write(json, "latencies");
    }

    /** The fields of energy and money that {@code serve} and {@code capacity} share; {@code null} where profiles do not say enough. */
    static void writeCost(JsonDocument json, ServedModel served, Optional<ServingCost> cost, ServingResult result) throws IOException {
        boolean known = result.knowsEnergy();
        json.value("devices", served.devices());
        json.value("joules", known ? result.joules() : null);
        json.value("joules_per_output_token", known ? result.joulesPerToken() : null);
        json.value("idle_joules", known ? result.joulesAtRest() : null);
        json.value("mean_watts", known ? result.watts() : null);
        json.array("energy_from", served.energySources().stream().map(EnergySource::key).toList());
        json.value("usd_per_million_output_tokens", cost.map(terms -> terms.dollarsPerMillionTokens(result)).orElse(null));
    }

    /** The same in words, a line each. */
    static List<String> energyAndCost(ServedModel served, Optional<ServingCost> cost, ServingResult result) {
        List<String> lines = new ArrayList<>();
        if (result.knowsEnergy()) {
            lines.add("Energy " + CostPrintout.joules(result.joules()) + ": " + CostPrintout.joules(result.joulesPerToken()) + " an output token, "
                    + Written.number(result.watts()) + " W in the mean" + (served.devices() == 1 ? "" : " over " + served.devices() + " devices") + ", "
                    + Written.percent(result.joulesAtRest() / result.joules()) + " of it at rest.");
            served.energySources().stream().map(EnergySource::words).distinct().forEach(lines::add);
        }
        cost.ifPresent(terms -> lines.add(
                "A million output tokens cost " + CostPrintout.dollars(terms.dollarsPerMillionTokens(result)) + " USD. " + terms.words()));
        if (result.knowsEnergy()) {
            served.energySources().stream().flatMap(source -> source.doubt().stream()).findFirst().ifPresent(doubt -> lines.add("Note: " + doubt));
        }
        return lines;
    }

    private Table<Latency> latencies() {
        return latencies(result);
    }

    private static Table<Latency> latencies(ServingResult result) {
        return new Table<>(List.of(
                Column.<Latency>words("Latency", "latency", Latency::key).shownAs(ServingPrintout::latencyName),
                Column.number("Mean", "mean_s", latency -> latency.values().mean(), Written::seconds),
                percentile("p50", 0.5), percentile("p90", 0.9), percentile("p95", 0.95), percentile("p99", 0.99), percentile("max", 1)),
                List.of(new Latency("First token (TTFT)", "ttft", result.ttft()), new Latency("Output token (TPOT)", "tpot", result.tpot()),
                        new Latency("End to end", "end_to_end", result.endToEnd())));
    }

    private static String latencyName(String key) {
        return switch (key) {
            case "ttft" -> "First token (TTFT)";
            case "tpot" -> "Output token (TPOT)";
            default -> "Last token";
        };
    }

    private static Column<Latency> percentile(String name, double share) {
        return Column.number(name, name + "_s", latency -> latency.values().percentile(share), Written::seconds);
    }

    private Table<Integer> stages() {
        return new Table<>(List.of(
                Column.words("Device", "stage", served::stage),
                Column.number("Busy", "utilisation", i -> result.utilisation(stage(i)), Written::percent),
                Column.number("Passes", "passes", i -> stage(i).passes(), Written::count),
                Column.number("Waiting", "mean_waiting", i -> stage(i).occupancy().meanWaiting(), Written::count),
                Column.number("Running", "mean_running", i -> stage(i).occupancy().meanRunning(), Written::count),
                Column.number("Cache", "mean_cache_share", i -> stage(i).occupancy().meanBlocks() / stage(i).blocks(), Written::percent),
                Column.number("at most", "most_cache_share", i -> (double) stage(i).mostBlocks() / stage(i).blocks(), Written::percent),
                Column.number("Preempted", "preemptions", i -> stage(i).preemptions(), Written::count),
                Column.number("Reused", "reused_prompt_tokens", i -> stage(i).reusedTokens(), Written::count),
                Column.forPrograms("computed_prompt_tokens", i -> stage(i).computedTokens()),
                Column.forPrograms("swapped_bytes", i -> stage(i).swappedBytes()),
                Column.forPrograms("kv_blocks", i -> stage(i).blocks()),
                Column.forPrograms("saturated", i -> stage(i).saturated())),
                IntStream.range(0, result.stages().size()).boxed().toList());
    }

    private StageResult stage(int index) {
        return result.stages().get(index);
    }

    private Table<Moment> moments() {
        List<Moment> rows = new ArrayList<>();
        for (int stage = 0; stage < result.stages().size(); stage++) {
            for (int stretch = 0; stretch < stage(stage).occupancy().stretches(); stretch++) {
                rows.add(new Moment(stage, stretch));
            }
        }
        return new Table<>(List.of(
                Column.forPrograms("stage", row -> served.stage(row.stage())),
                Column.forPrograms("time_s", row -> stage(row.stage()).occupancy().middle(row.stretch())),
                Column.forPrograms("waiting", row -> stage(row.stage()).occupancy().waiting(row.stretch())),
                Column.forPrograms("running", row -> stage(row.stage()).occupancy().running(row.stretch())),
                Column.forPrograms("kv_blocks", row -> stage(row.stage()).occupancy().blocks(row.stretch())),
                Column.forPrograms("kv_share", row -> stage(row.stage()).occupancy().blocks(row.stretch()) / stage(row.stage()).blocks())), rows);
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(result.completed() + " requests in " + Written.seconds(result.seconds()) + ": " + Written.number(result.requestsPerSecond())
                + " a second, " + Quantity.format(result.tokensPerSecond(), Dimension.TOKENS_PER_SECOND) + " of output, "
                + Written.count(result.promptTokens()) + " tokens in and " + Written.count(result.outputTokens()) + " out.");
        if (slo.asks()) {
            lines.add("Goodput " + Written.number(result.goodput()) + " requests a second: " + Written.percent(result.attainment()) + " stay within "
                    + SloOptions.words(slo) + ".");
        }
        lines.addAll(energyAndCost(served, cost, result));
        return lines;
    }

    private List<String> warnings() {
        List<String> lines = new ArrayList<>();
        List<String> saturated = IntStream.range(0, result.stages().size()).filter(i -> stage(i).saturated()).mapToObj(served::stage).toList();
        if (!saturated.isEmpty()) {
            lines.add("Saturated" + (result.stages().size() == 1 ? "" : " (" + String.join(", ", saturated) + ")") + ": requests come at "
                    + Written.number(result.offered()) + " a second and leave at " + Written.number(result.requestsPerSecond())
                    + "; the queue grows for as long as they come, and latencies say how long that was.");
        }
        if (result.refused() > 0) {
            lines.add(result.refused() + " of " + result.arrived() + " requests were refused: longer than the whole KV cache.");
        }
        return lines;
    }
}
