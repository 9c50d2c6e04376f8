package dev.ridgepoint.cli.stats;

import dev.ridgepoint.chart.InlineSvg;
import dev.ridgepoint.cli.print.Html;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.trialset.Outcome;
import dev.ridgepoint.trialset.StudyChart;
import dev.ridgepoint.trialset.TrialStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One section of the report.
 *
 * @param key       for programs, in snake case
 * @param title     for people
 * @param found     what was found; first of all
 * @param tables    what says so
 * @param undefined statistics that these trials do not have, and why
 */
public record Section(String key, String title, String found, List<Titled> tables, List<String> undefined) {

    /**
     * A table and what it is of.
     *
     * @param key   for programs, in snake case
     * @param title for people
     */
    public record Titled(String key, String title, Table<?> table) { }

    /** Copies its lists. */
    public Section {
        tables = List.copyOf(tables);
        undefined = undefined.stream().filter(reason -> !reason.isEmpty()).distinct().toList();
    }

    /** Nothing but the reason. */
    static Section without(String key, String title, String reason) {
        return new Section(key, title, "Not computed.", List.of(), List.of(reason));
    }

    static Stream<String> reasons(Collection<? extends Outcome<?>> outcomes) {
        return outcomes.stream().map(Outcome::undefined);
    }

    /** All of them, in order. */
    public static List<Section> of(TrialStudy study) {
        return List.of(ReadSection.of(study), DistributionSection.of(study), MixtureSection.of(study), VarianceSection.of(study), EffectSection.of(study),
                CurveSection.of(study), PrioritySection.of(study), ChoiceSection.of(study), DriverSection.of(study));
    }

    /** For people. */
    public void print(Page page) {
        page.heading(title);
        page.prose(found, "");
        for (Titled titled : tables) {
            page.gap();
            page.line(titled.title());
            titled.table().print(page);
        }
        undefined.forEach(reason -> page.prose("Undefined: " + reason, "  "));
        page.gap();
    }

    /** For documents. */
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title);
        out.println();
        out.println(found);
        out.println();
        for (Titled titled : tables) {
            out.println("**" + titled.title() + "**");
            out.println();
            titled.table().printMarkdown(out);
            out.println();
        }
        if (!undefined.isEmpty()) {
            undefined.forEach(reason -> out.println("- Undefined: " + reason));
            out.println();
        }
    }

    /** For a page; charts stand between the words and the tables. */
    public void printHtml(PrintWriter out, List<StudyChart> charts) {
        out.println("<section id=\"" + key + "\">");
        out.println("<h2>" + Html.escaped(title) + "</h2>");
        out.println("<p>" + Html.escaped(found) + "</p>");
        if (!charts.isEmpty()) {
            out.println("<div class=\"charts\">");
            charts.forEach(chart -> out.println("<figure>" + InlineSvg.of(chart.chart(), chart.name(), chart.caption()) + "<figcaption>"
                    + Html.escaped(chart.caption()) + "</figcaption></figure>"));
            out.println("</div>");
        }
        for (Titled titled : tables) {
            out.println("<h3>" + Html.escaped(titled.title()) + "</h3>");
            out.println("<div class=\"scroll\">");
            titled.table().printHtml(out);
            out.println("</div>");
        }
        if (!undefined.isEmpty()) {
            out.println("<ul>");
            undefined.forEach(reason -> out.println("<li>Undefined: " + Html.escaped(reason) + "</li>"));
            out.println("</ul>");
        }
        out.println("</section>");
    }

    /** For programs. */
    public void write(JsonDocument json) throws IOException {
        json.object(key, fields -> {
            fields.value("found", found);
            for (Titled titled : tables) {
                titled.table().write(fields, titled.key());
            }
            fields.array("undefined", undefined);
        });
    }
}
