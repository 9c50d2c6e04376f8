package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.EnergyUse;
import dev.ridgepoint.energy.PhaseCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Energy and cost of a deployment's tokens in each output format. */
final class CostPrintout implements OutputFormat.Printable {

    private static final List<Column<PhaseCost>> COLUMNS = List.of(
            Column.words("Tokens of", "phase", cost -> Named.Constant.word(cost.phase())),
            Column.number("A second", "tokens_per_second", cost -> cost.tokens() / cost.each().seconds(), Written::number),
            Column.number("Energy a token", "joules_per_token", PhaseCost::joulesPerToken, CostPrintout::joules),
            Column.number("At rest", "idle_share", cost -> share(cost.each(), cost.each().idle()), Written::percent),
            Column.number("Arithmetic", "compute_share", cost -> share(cost.each(), cost.each().compute()), Written::percent),
            Column.number("Memory", "memory_share", cost -> share(cost.each(), cost.each().memory()), Written::percent),
            Column.number("Links", "link_share", cost -> share(cost.each(), cost.each().links()), Written::percent),
            Column.number("Power a device", "watts_per_device", cost -> cost.each().watts(), watts -> Written.number(watts) + " W"),
            Column.number("USD a million", "usd_per_million_tokens", PhaseCost::dollarsPerMillion, CostPrintout::dollars));

    /** Rounding is no excess. */
    private static final double SLACK = 1.001;

    private final Deployment deployment;
    private final EnergyModel model;
    private final List<PhaseCost> phases;
    private final String terms;

    CostPrintout(Deployment deployment, EnergyModel model, List<PhaseCost> phases, String terms) {
        this.deployment = deployment;
        this.model = model;
        this.phases = phases;
        this.terms = terms;
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(terms, "  ");
        page.prose(source().words(), "  ");
        page.gap();
        table().print(page);
        notes().forEach(note -> page.warning("Note: " + note));
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("hardware", hardware().id());
            json.value("model", deployment.device().workload().architecture().id());
            json.value("devices", deployment.parallelism().devices());
            json.value("energy_from", source().key());
            table().write(json, "phases");
            json.array("notes", notes());
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        table().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title() + "\n\n" + terms + " " + source().words() + "\n");
        table().printMarkdown(out);
        notes().forEach(note -> out.println("\n> " + note));
    }

    private Hardware hardware() {
        return deployment.device().roofline().hardware();
    }

    private String title() {
        int devices = deployment.parallelism().devices();
        var workload = deployment.device().workload();
        return "Energy and cost of " + PredictionPrintout.named(workload.architecture().name(), workload.architecture().id()) + " in "
                + workload.numerics().weights().id() + " on " + (devices == 1 ? "" : devices + " x ") 
                + PredictionPrintout.named(hardware().name(), hardware().id()) + ", batch " + deployment.sequences();
    }

    private EnergySource source() {
        return new EnergySource(hardware(), model);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        double tdp = hardware().tdp().map(Sourced::value).orElse(Double.POSITIVE_INFINITY);
        phases.stream().filter(cost -> cost.each().watts() > SLACK * tdp).forEach(cost -> notes.add(
                "In " + Named.Constant.word(cost.phase()) + " a device would draw " + Written.number(cost.each().watts()) + " W, more than its TDP of " + Written.number(tdp) + " W: it would have to slow down."));
        source().doubt().ifPresent(notes::add);
        return notes;
    }

    private Table<PhaseCost> table() {
        return new Table<>(COLUMNS, phases);
    }

    private static double share(EnergyUse use, double part) {
        return part / use.joules();
    }

    static String joules(double value) {
        return Quantity.format(value, Dimension.JOULES);
    }

    static String dollars(double value) {
        return value >= 100 ? Written.number(value) : String.format(Locale.ROOT, value >= 1 ? "%.2f" : "%.3g", value);
    }
}
