package dev.ridgepoint.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * DejaVu Sans, carried along: the same figure must come out of every machine, few of which have the font, and a PDF must embed
 * it.
 */
enum Typeface {
    REGULAR("DejaVuSans.ttf", Font.PLAIN),
    BOLD("DejaVuSans-Bold.ttf", Font.BOLD);

    /** The same measure of text for bitmaps, SVG and PDF, so that all three have the same layout. */
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final String file;
    private final Font font;

    Typeface(String file, int style) {
        this.file = file;
        try (InputStream in = open()) {
            // The file alone leaves the style plain, and SVG would then not ask for bold letters.
            this.font = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(style);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + file, e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + file + " is damaged", e);
        }
    }

    /** The font's file; the caller closes it. */
    InputStream open() {
        InputStream in = Typeface.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("the font " + file + " is missing from the jar");
        }
        return in;
    }

    Font at(double size) {
        return font.deriveFont((float) size);
    }

    /** The advance width of a text. */
    static double width(Font font, String text) {
        return font.getStringBounds(text, MEASURE).getWidth();
    }
}
