package dev.ridgepoint.cli.print;

import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Locale;

/** Values as people write them. */
public final class Written {

    private static final String[] PREFIXES = {"", "k", "M", "B", "T"};

    private Written() { }

    /** {@code 395.2 GFLOP}. */
    public static String flops(double value) {
        return Quantity.format(value, Dimension.OPERATIONS);
    }

    /** {@code 5.308 TFLOP/s}. */
    public static String flopRate(double value) {
        return Quantity.format(value, Dimension.OPERATIONS_PER_SECOND);
    }

    /** {@code 1.64 GB}. */
    public static String bytes(double value) {
        return Quantity.format(value, Dimension.BYTES);
    }

    /** {@code 204.8 GB/s}. */
    public static String byteRate(double value) {
        return Quantity.format(value, Dimension.BYTES_PER_SECOND);
    }

    /** {@code 8.12 ms}. */
    public static String seconds(double value) {
        return Quantity.format(value, Dimension.SECONDS);
    }

    /** A capacity as its maker gives it, in binary units: {@code 24 GiB}. */
    public static String capacity(double value) {
        double size = 1;
        String unit = "B";
        for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
            if (value >= size * 1024) {
                size *= 1024;
                unit = next;
            }
        }
        return number(value / size) + " " + unit;
    }

    /** Four significant digits. */
    public static String number(double value) {
        return Quantity.significant(value);
    }

    /** {@code 12.3 %}. */
    public static String percent(double fraction) {
        double percent = 100 * fraction;
        return String.format(Locale.ROOT, percent > 0 && percent < 0.05 ? "<0.1 %%" : "%.1f %%", percent);
    }

    /** A ratio: {@code 1.02x}. */
    public static String times(double ratio) {
        return number(ratio) + "x";
    }

    /** How many: {@code 1.54 B}, as the field counts parameters. */
    public static String count(double value) {
        int prefix = 0;
        double size = 1;
        while (prefix < PREFIXES.length - 1 && value >= size * 999.5) {
            size *= 1000;
            prefix++;
        }
        String number = prefix == 0 ? number(value) : String.format(Locale.ROOT, "%.3g", value / size);
        return (number + " " + PREFIXES[prefix]).stripTrailing();
    }
}
