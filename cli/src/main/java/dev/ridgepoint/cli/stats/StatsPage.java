package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Html;
import dev.ridgepoint.trialset.StudyCharts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The report as one page: words, charts and tables. It asks for no other file and runs no script, and its policy forbids both, so that a name that got past
 * the escaping could still do nothing.
 *
 * @param sections in order
 * @param charts   each goes to its section
 */
public record StatsPage(List<Section> sections, StudyCharts charts) {

    private static final String TITLE = "Statistics of trials";

    /** Prints the page. */
    public void print(PrintWriter out) {
        out.print("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                """);
        out.println("<title>" + TITLE + "</title>");
        out.println("<style>");
        out.print(style());
        out.println("</style>");
        out.println("</head>");
        out.println("<body>");
        out.println("<main>");
        out.println("<h1>" + TITLE + "</h1>");
        sections.forEach(section -> section.printHtml(out, charts.drawn().stream().filter(chart -> chart.section().equals(section.key())).toList()));
        if (!charts.leftOut().isEmpty()) {
            out.println("<section id=\"not-drawn\">");
            out.println("<h2>Charts that are not drawn</h2>");
            out.println("<ul>");
            charts.leftOut().forEach(reason -> out.println("<li>" + Html.escaped(reason) + "</li>"));
            out.println("</ul>");
            out.println("</section>");
        }
        out.println("</main>");
        out.println("</body>");
        out.println("</html>");
    }

    private static String style() {
        try (InputStream in = StatsPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read page.css", e);
        }
    }
}
