package dev.ridgepoint.chart;

import dev.ridgepoint.chart.Axis.Tick;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The names below an axis of names, every one of them: on one line where they fit, else broken between words, else on alternating lines with twice the room.
 *
 * @param names each with its lines from top to bottom; an empty line keeps a name lower
 * @param font  that they are set in
 */
record NameMarks(List<List<String>> names, Font font) {

    static final NameMarks ONE_LINE = new NameMarks(List.of(), null);
    /** Between two names on one line, in letter sizes. */
    private static final double GAP = 0.6;

    static NameMarks of(List<Tick> ticks, double room, Font font) {
        double gap = GAP * font.getSize2D();
        List<List<String>> broken = ticks.stream().map(tick -> FigureFrame.wrap(tick.text(), font, room - gap)).toList();
        if (broken.stream().flatMap(List::stream).allMatch(line -> Typeface.width(font, line) <= room - gap)) {
            return new NameMarks(broken, font);
        }
        List<List<String>> wider = ticks.stream().map(tick -> FigureFrame.wrap(tick.text(), font, 2 * room - gap)).toList();
        int upper = 0;
        for (int i = 0; i < wider.size(); i += 2) {
            upper = Math.max(upper, wider.get(i).size());
        }
        List<List<String>> alternating = new ArrayList<>();
        for (int i = 0; i < wider.size(); i++) {
            List<String> lines = new ArrayList<>();
            for (int above = 0; i % 2 == 1 && above < upper; above++) {
                lines.add("");
            }
            lines.addAll(wider.get(i));
            alternating.add(lines);
        }
        return new NameMarks(alternating, font);
    }

    /** How many lines all of them take. */
    int lines() {
        return names.stream().mapToInt(List::size).max().orElse(1);
    }

    /** Draws a name about a middle, its first line on a baseline. */
    void paint(Graphics2D g, int name, double middle, double baseline, double lineHeight) {
        List<String> lines = names.get(name);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty()) {
                Label.draw(g, font, Palette.INK, line, middle - Typeface.width(font, line) / 2, baseline + i * lineHeight, 0);
            }
        }
    }
}
