package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.SustainedRun;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A prediction in each output format. */
final class PredictionPrintout implements OutputFormat.Printable {

    private final Deployment deployment;
    private final Optional<SustainedRun> sustained;
    private final Prediction prediction;
    private final List<Phase> phases;

    /** Of one device. */
    PredictionPrintout(Prediction prediction) {
        this(Deployment.ofOne(prediction));
    }

    PredictionPrintout(Deployment deployment) {
        this(deployment, Optional.empty());
    }

    /** With what is left of its rate in a long run. */
    PredictionPrintout(Deployment deployment, Optional<SustainedRun> sustained) {
        this.deployment = deployment;
        this.sustained = sustained;
        this.prediction = deployment.device();
        this.phases = Stream.concat(prediction.prefill().stream(), prediction.decode().stream()).toList();
    }

    @Override
    public void printTable(Page page) {
        printSummary(page);
        for (Phase phase : phases) {
            page.gap();
            page.heading(phaseName(phase) + ": one instance of each operator, OI in FLOP/byte; the share is of all instances");
            operators(phase).print(page);
        }
    }

    /** Everything but the operators. */
    void printSummary(Page page) {
        page.heading(title());
        page.prose(formats(), "  ");
        page.prose(request(), "  ");
        page.gap();
        costs().print(page);
        page.gap();
        if (!spread().isEmpty()) {
            ranges().print(page);
            page.gap();
        }
        page.prose(times(), "  ");
        String memory = memoryTitle() + PredictionNotes.memory(prediction.memory());
        if (prediction.memory().fits()) {
            page.prose(memory, "  ");
        } else {
            page.warning(memory);
        }
        page.gap();
        page.prose(potentialTitle(), "");
        potential().print(page);
        List<String> notes = PredictionNotes.of(prediction);
        if (!notes.isEmpty()) {
            page.gap();
            notes.forEach(note -> page.warning("Note: " + note));
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, new PredictionJson(deployment, sustained));
    }

    @Override
    public void printCsv(PrintWriter out) {
        new Table<>(PhaseColumns.operators(), prediction.operators()).printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title());
        out.println();
        out.println(formats() + "  ");
        out.println(request());
        out.println();
        costs().printMarkdown(out);
        out.println();
        if (!spread().isEmpty()) {
            ranges().printMarkdown(out);
            out.println();
        }
        out.println(times() + "  ");
        out.println(memoryTitle() + PredictionNotes.memory(prediction.memory()));
        out.println();
        out.println(potentialTitle());
        out.println();
        potential().printMarkdown(out);
        PredictionNotes.of(prediction).forEach(note -> out.println("\n> " + note));
        for (Phase phase : phases) {
            out.println();
            out.println("### " + phaseName(phase));
            out.println();
            operators(phase).printMarkdown(out);
        }
    }

    private String title() {
        Architecture model = prediction.workload().architecture();
        Hardware hardware = prediction.roofline().hardware();
        int devices = deployment.parallelism().devices();
        return named(model.name(), model.id()) + " on " + (devices == 1 ? "" : devices + " x ") + named(hardware.name(), hardware.id());
    }

    private boolean onSeveral() {
        return deployment.parallelism().devices() > 1;
    }

    private String memoryTitle() {
        return onSeveral() ? "Memory of each device: " : "Memory: ";
    }

    /** A name for people with the id for the command line. */
    static String named(String name, String id) {
        return name.equals(id) ? id : name + " [" + id + "]";
    }

    private String formats() {
        Numerics numerics = prediction.workload().numerics();
        Roofline roofline = prediction.roofline();
        String runtime = roofline.isCalibrated() ? ", as " + roofline.runtime() + " was measured"
                : roofline.backend() != null ? ", under " + roofline.runtime() : "";
        return "Weights " + numerics.weights().id() + ", KV cache " + numerics.cache().id() + ", activations " + numerics.activations().id()
                + ", attention " + Named.Constant.word(prediction.workload().kernel()) + latentExecution() + ", "
                + prediction.workload().architecture().layers() + " layers" + runtime;
    }

    private String latentExecution() {
        List<String> executions = phases.stream()
                .filter(phase -> phase.execution() != Operator.Execution.ALWAYS)
                .map(phase -> Named.Constant.word(phase.execution()) + " in " + Named.Constant.word(phase.name()))
                .toList();
        return executions.isEmpty() ? "" : ", MLA " + String.join(" and ", executions);
    }

    private String request() {
        Request request = prediction.request();
        return "Prompt " + request.prompt() + ", generate " + request.generate() + ", depth " + request.depth() + ", batch " + deployment.sequences()
                + ", micro-batch " + request.microBatch() + (onSeveral() ? "; spread " + deployment.parallelism() + ", figures are of one device" : "")
                + (deployment.groups() > 1 ? " and of one of " + deployment.groups() + " groups of " + request.batch() + " sequences" : "");
    }

    private String times() {
        StringBuilder text = new StringBuilder();
        prediction.prefill().ifPresent(phase -> text.append("Time to first token ").append(Written.seconds(deployment.timeToFirstToken())).append(", "));
        prediction.decode().ifPresent(phase -> text.append("time per output token ").append(Written.seconds(phase.seconds())).append(", "));
        text.append("whole request ").append(Written.seconds(deployment.totalSeconds())).append('.');
        if (onSeveral()) {
            text.append(exchanges());
        }
        sustained.ifPresent(run -> text.append(longRun(run)));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The figures above are of a burst. */
    private String longRun(SustainedRun run) {
        double batch = prediction.request().batch();
        double after = prediction.roofline().hardware().sustained().orElseThrow().after().value();
        return " That is at the rates of a burst, which last " + Written.seconds(after) + ": "
                + (run.burstTokens() == 0 ? "" : run.burstTokens() + " tokens come at " + Written.number(batch / run.burstSeconds()) + " a second, ")
                + run.sustainedTokens() + " at " + Written.number(batch / run.sustainedSeconds()) + ", in " + Written.seconds(run.seconds()) + " together.";
    }

    private String exchanges() {
        List<String> shares = phases.stream().map(phase -> Written.percent(deployment.exchangeShare(phase.name())) + " of "
                + Named.Constant.word(phase.name())).toList();
        String rate = deployment.tokensPerSecond() == 0 ? "" : " All devices together generate " + Written.number(deployment.tokensPerSecond())
                + " tokens/s, " + Written.number(deployment.tokensPerSecond() / deployment.parallelism().devices()) + " each.";
        return rate + " Sending takes " + String.join(" and ", shares) + ".";
    }

    private String potentialTitle() {
        return ridge(prediction.roofline()) + ". Inference potential: Phi as published (FLOP/byte, GFLOP/s), decades to the ridge on log axes.";
    }

    /** Where a roofline's ceilings meet. */
    static String ridge(Roofline roofline) {
        return "Ridge point at " + Written.number(roofline.ridgeIntensity()) + " FLOP/byte, " + Written.flopRate(roofline.peak()) + " ("
                + roofline.roof().format().id() + ")";
    }

    private Table<Phase> costs() {
        return withName(PhaseColumns.nameOfCost(), PhaseColumns.COST);
    }

    /** The phases whose runtime says how far measured rates lie from the predicted ones. */
    private List<Phase> spread() {
        return phases.stream().filter(phase -> phase.interval().isPresent()).toList();
    }

    private Table<Phase> ranges() {
        return withName(PhaseColumns.nameOfCost(), PhaseColumns.RANGES, spread());
    }

    private Table<Phase> potential() {
        return withName(PhaseColumns.name(), PhaseColumns.POTENTIAL);
    }

    private Table<Phase> withName(Column<Phase> name, List<Column<Phase>> columns) {
        return withName(name, columns, phases);
    }

    private static Table<Phase> withName(Column<Phase> name, List<Column<Phase>> columns, List<Phase> rows) {
        List<Column<Phase>> named = new ArrayList<>();
        named.add(name);
        named.addAll(columns);
        return new Table<>(named, rows);
    }

    private Table<OperatorPrediction> operators(Phase phase) {
        List<Column<OperatorPrediction>> columns = new ArrayList<>(PhaseColumns.operators());
        columns.add(columns.size() - 1, PhaseColumns.share(phase));
        return new Table<>(columns, prediction.operators().stream().filter(o -> o.phase() == phase.name()).toList());
    }

    private static String phaseName(Phase phase) {
        return phase.name() == PhaseName.PREFILL ? "Prefill" : "Decode";
    }
}
