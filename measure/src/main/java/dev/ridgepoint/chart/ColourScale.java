package dev.ridgepoint.chart;

import java.awt.Color;

/**
 * Viridis, from dark to light: its lightness rises evenly, so that it reads the same to colour-blind readers and in grey print. Eleven of its colours, a
 * tenth apart, with straight lines between (S. van der Walt and N. Smith, matplotlib, CC0).
 */
final class ColourScale {

    private static final int[] VIRIDIS = {
        0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151, 0xbddf26, 0xfde725};

    private ColourScale() { }

    /** The colour at a fraction of the scale; beyond its ends, that of the end. */
    static Color at(double fraction) {
        double place = Math.max(0, Math.min(1, fraction)) * (VIRIDIS.length - 1);
        int below = Math.min(VIRIDIS.length - 2, (int) place);
        double share = place - below;
        Color from = new Color(VIRIDIS[below]);
        Color to = new Color(VIRIDIS[below + 1]);
        return new Color(mixed(from.getRed(), to.getRed(), share), mixed(from.getGreen(), to.getGreen(), share),
                mixed(from.getBlue(), to.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    /** The ink that is read on a colour: dark where the colour is light (contrast of WCAG 2.1; white's and the ink's are equal at a luminance of 0.213). */
    static Color inkOn(Color colour) {
        double luminance = 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
        return luminance > 0.213 ? Palette.INK : Color.WHITE;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
