package dev.ridgepoint.efficiency;

import java.util.List;

/**
 * A table as people read it.
 *
 * @param title over it
 * @param heads of its columns
 * @param words how many columns from the left are words; the others are numbers
 * @param rows  its cells
 */
public record PrintedTable(String title, List<String> heads, int words, List<List<String>> rows) {

    /** Copies its lists. */
    public PrintedTable {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** In Markdown, with a heading of the level given. */
    public String markdown(int level) {
        StringBuilder text = new StringBuilder("#".repeat(level)).append(' ').append(title).append("\n\n");
        line(text, heads);
        text.append('|').append(" --- |".repeat(words)).append(" ---: |".repeat(heads.size() - words)).append('\n');
        rows.forEach(row -> line(text, row));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())).append(" |\n");
    }
}
