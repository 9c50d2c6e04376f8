package dev.ridgepoint.cli.print;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Text for people, up to 120 columns wide unless told otherwise; in colour where it goes to a terminal that wants it. */
public final class Page {

    static final int WIDTH = 120;

    private final PrintWriter out;
    private final boolean coloured;
    private final int width;

    /**
     * @param out  where the text goes
     * @param ansi whether it may be coloured
     */
    public Page(PrintWriter out, Ansi ansi) {
        this(out, ansi, WIDTH);
    }

    /** The same of so many columns. */
    public Page(PrintWriter out, Ansi ansi, int width) {
        this.out = out;
        this.coloured = ansi.enabled();
        this.width = width;
    }

    int width() {
        return width;
    }

    /** A line that names what follows. */
    public void heading(String text) {
        styled(text, Style.bold);
    }

    /** A line that should not be missed. */
    public void warning(String text) {
        wrap(text, width, "  ").forEach(line -> styled(line, Style.fg_yellow));
    }

    /** A line as it is. */
    public void line(String text) {
        out.println(text);
    }

    /** An empty line. */
    public void gap() {
        out.println();
    }

    /** Prose, broken between words; lines after the first begin with {@code indent}. */
    public void prose(String text, String indent) {
        wrap(text, width, indent).forEach(out::println);
    }

    private void styled(String text, IStyle style) {
        out.println(coloured ? style.on() + text + Style.reset.on() : text);
    }

    /** Breaks text between words; a word that is longer than a line stays whole. */
    static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (true) {
            String line = (lines.isEmpty() ? "" : indent) + rest;
            int space = line.length() <= width ? -1 : line.lastIndexOf(' ', width);
            if (line.length() > width && space <= indent.length()) {
                space = line.indexOf(' ', width);
            }
            if (space < 0) {
                lines.add(line);
                return lines;
            }
            lines.add(line.substring(0, space).stripTrailing());
            rest = line.substring(space).strip();
        }
    }
}
