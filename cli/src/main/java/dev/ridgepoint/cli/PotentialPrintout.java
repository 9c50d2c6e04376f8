package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.roofline.InferencePotential;
import dev.ridgepoint.roofline.RelativePotential;
import dev.ridgepoint.roofline.Roofline;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The potential of models on one device, the first beside each other, in each output format. */
final class PotentialPrintout implements OutputFormat.Printable {

    /**
     * One model in one phase.
     *
     * @param phase    the phase
     * @param model    the model's id
     * @param relative the first model's potential over this one's; empty for the first itself and where the two are not comparable
     * @param refusal  why they are not; empty where they are
     */
    private record Row(Phase phase, String model, Optional<RelativePotential> relative, String refusal) { }

    private final List<Prediction> predictions;
    private final Hardware hardware;
    private final String reference;
    private final Table<Row> table;

    PotentialPrintout(List<Prediction> predictions) {
        this.predictions = predictions;
        this.hardware = predictions.get(0).roofline().hardware();
        this.reference = predictions.get(0).workload().architecture().id();
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(predictions, Prediction::prefill));
        rows.addAll(rows(predictions, Prediction::decode));
        this.table = new Table<>(columns(), rows);
    }

    private static List<Row> rows(List<Prediction> predictions, Function<Prediction, Optional<Phase>> which) {
        Optional<Phase> first = which.apply(predictions.get(0));
        List<Row> rows = new ArrayList<>();
        for (Prediction prediction : predictions) {
            which.apply(prediction).ifPresent(phase -> rows.add(row(prediction, phase, first)));
        }
        return rows;
    }

    private static Row row(Prediction prediction, Phase phase, Optional<Phase> first) {
        String model = prediction.workload().architecture().id();
        if (first.isEmpty() || first.get() == phase) {
            return new Row(phase, model, Optional.empty(), "");
        }
        InferencePotential reference = first.get().potential();
        InferencePotential other = phase.potential();
        if (reference.regime() != other.regime()) {
            return new Row(phase, model, Optional.empty(), "not comparable: " + reference.regime().id() + "-bound against " + other.regime().id()
                    + "-bound");
        }
        return new Row(phase, model, Optional.of(reference.relativeTo(other)), "");
    }

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(PhaseColumns.name().of(Row::phase));
        columns.add(Column.words("Model", "model", Row::model));
        columns.add(Column.number("FLOP/byte", "operational_intensity", row -> row.phase().operationalIntensity(), Written::number));
        columns.add(Column.forPrograms("flops_per_s", row -> row.phase().performance()));
        PhaseColumns.POTENTIAL_WITHOUT_AREA.forEach(column -> columns.add(column.of(Row::phase)));
        columns.add(ratio("Rel. Phi", "relative_phi", RelativePotential::phi));
        columns.add(ratio("Rel. headroom", "relative_headroom", RelativePotential::headroom));
        columns.add(ratio("Rel. decades", "relative_phi_log10", RelativePotential::phiLog10));
        columns.add(Column.forPrograms("refusal", row -> row.refusal().isEmpty() ? null : row.refusal()));
        return columns;
    }

    private static Column<Row> ratio(String heading, String key, ToDoubleFunction<RelativePotential> ratio) {
        return Column.number(heading, key, row -> row.relative().map(r -> ratio.applyAsDouble(r)).orElse(Double.NaN), Written::number);
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(reading(), "  ");
        page.gap();
        table.print(page);
        remarks().forEach(page::warning);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("hardware", hardware.id());
            json.value("reference", reference);
            table.write(json, "potential");
            json.array("notes", remarks());
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        table.printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title());
        out.println();
        out.println(reading());
        out.println();
        table.printMarkdown(out);
        remarks().forEach(remark -> out.println("\n> " + remark));
    }

    private String title() {
        return "Inference potential on " + PredictionPrintout.named(hardware.name(), hardware.id());
    }

    private String reading() {
        return PredictionPrintout.ridge(predictions.get(0).roofline()) + ". Decades are the distance to it on log axes. Rel. columns are ratios of " + reference
                + " to the model of the row; under 1, " + reference + " is closer to the ridge.";
    }

    /** What was refused, and what was compared under unlike roofs. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Row row : table.rows()) {
            if (!row.refusal().isEmpty()) {
                String phase = Named.Constant.word(row.phase().name());
                remarks.add(phase + " of " + reference + " and " + row.model() + ": " + row.refusal() + ".");
            }
        }
        Roofline first = predictions.get(0).roofline();
        for (Prediction prediction : predictions) {
            if (prediction.roofline().peak() != first.peak()) {
                remarks.add(prediction.workload().architecture().id() + " stands under another roof: "
                        + PredictionPrintout.ridge(prediction.roofline()) + ".");
            }
        }
        return remarks;
    }
}
