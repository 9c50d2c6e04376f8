package dev.ridgepoint.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * The colours of Okabe and Ito, which colour-blind readers can tell apart; the order also steps through greys as far as it can,
 * and shapes and dashes carry the rest. Their yellow is left out: it is not seen on white.
 */
final class Palette {

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color FAINT_INK = new Color(0x5a, 0x5a, 0x5a);
    static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    static final Color FINE_GRID = new Color(0xf0, 0xf0, 0xf0);

    private static final List<Color> OKABE_ITO = List.of(
            new Color(0x00, 0x72, 0xb2), // blue
            new Color(0xd5, 0x5e, 0x00), // vermillion
            new Color(0x00, 0x9e, 0x73), // bluish green
            new Color(0xcc, 0x79, 0xa7), // reddish purple
            new Color(0xe6, 0x9f, 0x00), // orange
            new Color(0x56, 0xb4, 0xe9)); // sky blue

    /** Dashes, in ems of line and gap, for what is not primary: of roofs, of slopes, of the second machine's roof
     * and those after it, and of what goes on from a ridge. */
    static final float[][] ROOF_DASHES = {{0.6f, 0.3f}, {1.4f, 0.35f}, {0.3f, 0.2f}};
    static final float[][] SLOPE_DASHES = {
        {0.9f, 0.22f, 0.15f, 0.22f}, {0.9f, 0.2f, 0.15f, 0.2f, 0.15f, 0.2f}, {0.45f, 0.2f, 0.15f, 0.2f}};
    static final float[][] MACHINE_DASHES = {
        {1.1f, 0.3f}, {1.0f, 0.25f, 0.25f, 0.25f}, {0.45f, 0.25f}, {0.9f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, {0.2f, 0.2f}};
    static final float[] DOTS = {0.15f, 0.25f};

    private Palette() {}

    static Color colour(int index) {
        return OKABE_ITO.get(index % OKABE_ITO.size());
    }

    /** A darker shade of a colour, in which small lettering can be read on white. */
    static Color lettering(Color colour) {
        if (colour.equals(INK) || colour.equals(FAINT_INK)) {
            return colour;
        }
        float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
        return Color.getHSBColor(hsb[0], Math.min(1, hsb[1] * 1.15f), hsb[2] * 0.72f);
    }

    static Color translucent(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }

    static BasicStroke solid(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(double width, double em, float[] dashes) {
        float[] pattern = dashes.clone();
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] *= (float) em;
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
    }
}
