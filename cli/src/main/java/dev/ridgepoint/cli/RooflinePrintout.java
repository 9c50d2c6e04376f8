package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a roofline figure shows, in each output format: one prediction down to its operators, several side by side; and where the figure is. */
final class RooflinePrintout implements OutputFormat.Printable {

    private final List<Prediction> predictions;
    private final ChartFiles files;

    RooflinePrintout(List<Prediction> predictions, ChartFiles files) {
        this.predictions = predictions;
        this.files = files;
    }

    /** A phase of one of the predictions. */
    private record Row(Prediction prediction, Phase phase) { }

    @Override
    public void printTable(Page page) {
        if (predictions.size() == 1) {
            new PredictionPrintout(predictions.get(0)).printTable(page);
        } else {
            comparison().print(page);
            List<String> notes = notes();
            if (!notes.isEmpty()) {
                page.gap();
                notes.forEach(note -> page.warning("Note: " + note));
            }
        }
        page.gap();
        Stream.of(files.png(), files.svg(), files.pdf()).forEach(file -> page.line("Wrote " + file));
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.object("figure", figure -> {
                figure.value("png", files.png().toString());
                figure.value("svg", files.svg().toString());
                figure.value("pdf", files.pdf().toString());
            });
            json.array("predictions", predictions, (object, prediction) -> new PredictionJson(Deployment.ofOne(prediction), Optional.empty()).write(object));
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        comparison().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("![Roofline](" + files.png().getFileName() + ")");
        out.println();
        comparison().printMarkdown(out);
        notes().forEach(note -> out.println("\n> " + note));
    }

    private Table<Row> comparison() {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(Column.words("Device", "hardware", row -> row.prediction().roofline().hardware().id()));
        columns.add(Column.words("Model", "model", row -> row.prediction().workload().architecture().id()));
        columns.add(PhaseColumns.name().of(Row::phase));
        PhaseColumns.SPEED.forEach(column -> columns.add(column.of(Row::phase)));
        List<Row> rows = new ArrayList<>();
        for (Prediction prediction : predictions) {
            Stream.concat(prediction.prefill().stream(), prediction.decode().stream()).forEach(phase -> rows.add(new Row(prediction, phase)));
        }
        return new Table<>(columns, rows);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Prediction prediction : predictions) {
            if (!prediction.memory().fits()) {
                notes.add(prediction.workload().architecture().id() + " on " + prediction.roofline().hardware().id() + ": "
                        + PredictionNotes.memory(prediction.memory()));
            }
            notes.addAll(PredictionNotes.of(prediction));
        }
        return notes.stream().distinct().toList();
    }
}
