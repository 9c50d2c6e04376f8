package dev.ridgepoint.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Charts as parts of a page: as wide as the page lets them be, and with ids that no other chart on it has. */
public final class InlineSvg {

    private InlineSvg() { }

    /**
     * The chart as an {@code svg} element.
     *
     * @param prefix of its ids; letters, digits and hyphens
     * @param label  what it shows, for those who do not see it
     */
    public static String of(PrintedChart chart, String prefix, String label) {
        if (!prefix.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("'" + prefix + "' is no prefix of ids");
        }
        try {
            String svg = new String(ChartFiles.svg(chart), StandardCharsets.UTF_8);
            int start = svg.indexOf("<svg");
            int end = svg.indexOf('>', start);
            // The size is the page's business, and the prolog the page's own.
            String head = svg.substring(start, end).replaceFirst(" width=\"[^\"]*\"", "").replaceFirst(" height=\"[^\"]*\"", "")
                    .replaceFirst(" x=\"0px\"", "").replaceFirst(" y=\"0px\"", "");
            String body = svg.substring(end).replace("id=\"clip", "id=\"" + prefix + "-clip").replace("url(#clip", "url(#" + prefix + "-clip");
            String spoken = label.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
            return (head + " role=\"img\" aria-label=\"" + spoken + "\"" + body).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("a chart in memory cannot fail to be written", e);
        }
    }
}
