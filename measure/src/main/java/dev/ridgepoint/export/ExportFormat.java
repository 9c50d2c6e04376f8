package dev.ridgepoint.export;

import java.util.function.Function;

/** What runs are exported as. */
public enum ExportFormat {
    /** For programs: one run as a file of results, several as an object that holds them. */
    JSON(JsonExport::text),
    /** For spreadsheets and statistics: a row for each run and metric. */
    CSV(CsvExport::text),
    /** For documents. */
    MARKDOWN(MarkdownExport::text),
    /** For readers: one page with charts that needs no other file. */
    HTML(HtmlExport::text);

    private final Function<Export, String> writer;

    ExportFormat(Function<Export, String> writer) {
        this.writer = writer;
    }

    /** The whole text. */
    public String text(Export export) {
        return writer.apply(export);
    }
}
