package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.stats.Section;
import java.io.PrintWriter;
import java.util.List;

/** The report of {@code stats}, section by section. */
record StatsPrintout(List<Section> sections) implements OutputFormat.Printable {

    @Override
    public void printTable(Page page) {
        sections.forEach(section -> section.print(page));
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            for (Section section : sections) {
                section.write(json);
            }
        });
    }

    /** One table only: the distributions of the groups. */
    @Override
    public void printCsv(PrintWriter out) {
        Table<?> groups = sections.stream().flatMap(section -> section.tables().stream()).filter(table -> table.key().equals("groups")).findFirst().orElseThrow()
                .table();
        groups.printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("# Statistics of trials");
        out.println();
        sections.forEach(section -> section.printMarkdown(out));
    }
}
