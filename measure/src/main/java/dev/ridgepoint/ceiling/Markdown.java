package dev.ridgepoint.ceiling;

import java.util.List;

/** A Markdown document under construction. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(words).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    Markdown item(String words) {
        text.append("- ").append(words).append('\n');
        return this;
    }

    Markdown gap() {
        text.append('\n');
        return this;
    }

    /** A table whose columns but the first are numbers. */
    Markdown table(List<String> heads, List<List<String>> rows) {
        row(heads);
        text.append('|').append(" --- |").append(" ---: |".repeat(heads.size() - 1)).append('\n');
        rows.forEach(this::row);
        text.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
