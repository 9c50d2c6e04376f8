package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Page;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** What a result is printed as. */
enum OutputFormat {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For documents. */
    MARKDOWN;

    /** A result that can be printed as any of them. */
    interface Printable {
        void printTable(Page page);

        void printJson(PrintWriter out);

        void printCsv(PrintWriter out);

        void printMarkdown(PrintWriter out);
    }

    void print(Printable result, PrintWriter out, Ansi ansi) {
        switch (this) {
            case TABLE -> result.printTable(new Page(out, ansi));
            case JSON -> result.printJson(out);
            case CSV -> result.printCsv(out);
            case MARKDOWN -> result.printMarkdown(out);
        }
    }
}
