package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.validate.OperatorResidual;
import java.io.PrintWriter;
import java.util.List;

/** Operators as they were timed and as they were predicted, in each output format. */
final class OperatorResidualPrintout implements OutputFormat.Printable {

    private static final List<Column<OperatorResidual>> COLUMNS = List.of(
            Column.words("Phase", "phase", residual -> Named.Constant.word(residual.phase())),
            Column.words("Operator", "operator", OperatorResidual::operator),
            Column.number("Measured", "measured_s", OperatorResidual::measured, Written::seconds),
            Column.number("Predicted", "predicted_s", OperatorResidual::predicted, Written::seconds),
            Column.number("Ratio", "ratio", OperatorResidual::ratio, Written::number),
            Column.number("Achieved", "achieved_flops_per_s", OperatorResidual::performance, Written::flopRate),
            Column.number("Moved", "achieved_bytes_per_s", OperatorResidual::bandwidth, Written::byteRate));

    private final Prediction prediction;
    private final List<OperatorResidual> residuals;

    OperatorResidualPrintout(Prediction prediction, List<OperatorResidual> residuals) {
        this.prediction = prediction;
        this.residuals = residuals;
    }

    @Override
    public void printTable(Page page) {
        page.heading(prediction.workload().architecture().id() + ", " + prediction.workload().architecture().layers() + " layers, weights "
                + prediction.workload().numerics().weights().id() + ", on " + prediction.roofline().hardware().id());
        page.prose("All layers together, in one pass; decode is the mean step. Ratio is measured over predicted. An operator without a measurement runs inside another, "
                + "one without a prediction is the runtime's own.", "  ");
        page.gap();
        table().print(page);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("hardware", prediction.roofline().hardware().id());
            json.value("model", prediction.workload().architecture().id());
            json.value("layers", prediction.workload().architecture().layers());
            json.value("weights", prediction.workload().numerics().weights().id());
            table().write(json, "operators");
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        table().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        table().printMarkdown(out);
    }

    private Table<OperatorResidual> table() {
        return new Table<>(COLUMNS, residuals);
    }
}
