package dev.ridgepoint.study;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.published.Reading;
import dev.ridgepoint.study.PointTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a study says, in Markdown: what was asked, every figure with its numbers, every table, and what was left out and why. */
final class StudyReport {

    private final Study study;
    private final String version;
    private final PointTable points;
    private final StringBuilder text = new StringBuilder();

    StudyReport(Study study, String version, PointTable points) {
        this.study = study;
        this.version = version;
        this.points = points;
    }

    String markdown() {
        heading(1, study.title());
        if (!study.question().isBlank()) {
            paragraph(study.question());
        }
        study.figures().forEach(this::figure);
        study.tables().forEach(table -> {
            heading(2, table.title());
            table(table.headings(points), table.lines(points), table.rows().factors().size() == 0 ? 0 : 1);
        });
        skipped();
        doesNotFit();
        conditions();
        return text.toString();
    }

    private void figure(Figure figure) {
        heading(2, figure.frame().title());
        paragraph("![" + figure.frame().title() + "](" + figure.frame().name() + ".png)");
        List<Summary> summaries = figure.summaries(points);
        if (!summaries.isEmpty() && figure instanceof LinesFigure lines) {
            lines(lines, summaries);
        }
    }

    private void lines(LinesFigure figure, List<Summary> summaries) {
        boolean panels = summaries.stream().anyMatch(s -> !s.panel().isEmpty());
        boolean series = summaries.stream().anyMatch(s -> !s.series().isEmpty());
        List<String> heads = new ArrayList<>();
        if (panels) {
            heads.add(figure.panels().panels().title());
        }
        if (series) {
            heads.add(figure.panels().series().title());
        }
        paragraph(ResultTable.title(figure.y().shown()) + " over " + figure.x().column().title() + ":");
        int words = heads.size();
        String x = figure.x().column().title();
        heads.addAll(List.of("First", "Last", "Last over first", "Greatest", "at " + x));
        table(heads, summaries.stream().map(s -> {
            List<String> cells = new ArrayList<>();
            if (panels) {
                cells.add(s.panel());
            }
            if (series) {
                cells.add(s.series());
            }
            cells.addAll(List.of(s.first(), s.last(), s.change(), s.greatest(), s.at()));
            return cells;
        }).toList(), words);
    }

    private void skipped() {
        reasons("Points without a prediction", Columns.named(study.columns(), Columns.SKIPPED));
        for (Reading reading : Reading.values()) {
            study.columns().stream().filter(column -> column.name().equals(PublishedColumns.reason(reading))).findFirst()
                    .ifPresent(column -> reasons("Points that RooflineBench could not have, " + reading.id().replace('-', ' '), column));
        }
    }

    private void reasons(String title, Column column) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        points.rows().stream().map(row -> row.text(column)).filter(reason -> !reason.isEmpty()).forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        if (!reasons.isEmpty()) {
            heading(2, title);
            table(List.of("Reason", "Points"), reasons.entrySet().stream().map(e -> List.of(e.getKey(), Integer.toString(e.getValue()))).toList(), 1);
        }
    }

    private void doesNotFit() {
        Column fits = Columns.named("fits");
        Map<List<String>, Integer> tooLarge = new LinkedHashMap<>();
        for (Row row : points.rows()) {
            if (row.text(fits).equals("false")) {
                tooLarge.merge(study.factors().subList(0, 3).stream().map(f -> row.text(f.column())).toList(), 1, Integer::sum);
            }
        }
        if (!tooLarge.isEmpty()) {
            heading(2, "Points that do not fit in the device's memory");
            paragraph("They are predicted as if they did.");
            table(List.of("Device", "Model", "Weights format", "Points"), tooLarge.entrySet().stream().map(e -> {
                List<String> cells = new ArrayList<>(e.getKey());
                cells.add(Integer.toString(e.getValue()));
                return cells;
            }).toList(), 3);
        }
    }

    private void conditions() {
        heading(2, "What was asked");
        table(List.of("Device", "Profile", "Changed"), study.devices().stream().map(d -> List.of(d.name(), d.id(), changed(d.changes()))).toList(), 3);
        table(List.of("Model", "Descriptor", "Changed", "Parameters", "Layers"), study.models().stream().map(this::model).toList(), 3);
        table(List.of("Scenario", "Prompt", "Generated", "Depth", "Batch", "Micro-batch"), study.loads().stream().map(l -> List.of(l.name(),
                number(l.request().prompt()), number(l.request().generate()), number(l.request().depth()), number(l.request().batch()),
                number(l.request().microBatch()))).toList(), 1);
        if (!study.sweeps().isEmpty()) {
            table(List.of("Swept", "Column", "Values"), study.sweeps().stream().map(s -> List.of(s.of().name().toLowerCase(Locale.ROOT) + "." + s.path(),
                    s.name(), s.values().stream().map(YamlScalar::text).collect(Collectors.joining(", ")))).toList(), 3);
        }
        paragraph("Weights formats: " + study.formats().stream().map(f -> f.id()).collect(Collectors.joining(", ")) + ". KV cache: "
                + study.caches().stream().map(c -> c.map(f -> f.id()).orElse("as goes with the weights")).collect(Collectors.joining(", ")) + "."
                + (study.latent() == LatentExecution.CHEAPER ? "" : " Latent attention: " + study.latent().name().toLowerCase(Locale.ROOT) + "."));
        paragraph("`" + StudyFolder.POINTS + "` has a row for each of the " + points.rows().size() + " points, with the unit of each number in its heading. "
                + "Decode is the mean step; the request is the prompt and every step. These are ceilings: what a well-written runtime cannot exceed.");
        paragraph("Made by Ridgepoint " + version + " from `" + study.file() + "` and the files that it names (SHA-256 of what they say: `"
                + study.fingerprint() + "`):");
        text.append("```\nridgepoint study ").append(study.file()).append("\n```\n");
    }

    private List<String> model(Model model) {
        String parameters = "-";
        String layers = "-";
        try {
            Architecture architecture = model.with(List.of());
            parameters = String.format(Locale.ROOT, "%.4g B", architecture.parameters() / 1e9);
            layers = number(architecture.layers());
        } catch (NotModelledException e) {
            // The points without a prediction say why.
        }
        return List.of(model.name(), model.id(), changed(model.changes()), parameters, layers);
    }

    private static String number(int number) {
        return Integer.toString(number);
    }

    private static String changed(List<YamlChange> changes) {
        return changes.isEmpty() ? "-" : changes.stream().map(c -> "`" + c.path() + "`" + (c.value() instanceof YamlScalar v ? " to " + v.text() : ""))
                .collect(Collectors.joining(", "));
    }

    private void heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(words).append("\n\n");
    }

    private void paragraph(String words) {
        text.append(words).append("\n\n");
    }

    /** A table whose first columns are words, and the others numbers. */
    private void table(List<String> heads, List<List<String>> lines, int words) {
        row(heads);
        text.append('|').append(IntStream.range(0, heads.size()).mapToObj(i -> i < words ? " --- |" : " ---: |").collect(Collectors.joining())).append('\n');
        lines.forEach(this::row);
        text.append('\n');
    }

    private void row(List<String> cells) {
        text.append("| ").append(cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | "))).append(" |\n");
    }
}
