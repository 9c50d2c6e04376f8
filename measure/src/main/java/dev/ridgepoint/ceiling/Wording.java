package dev.ridgepoint.ceiling;

import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Locale;

/** Numbers as a report and a profile write them. */
final class Wording {

    private Wording() { }

    /** {@code 2 threads}, {@code 1 thread}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String quantity(double value, Dimension dimension) {
        return Quantity.format(value, dimension);
    }

    /** {@code 96 KiB}: capacities of caches and sizes of working sets. */
    static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return Quantity.significant(value) + " " + units[unit];
    }

    /** {@code quartiles 24.9 to 26.3 GB/s, 12 trials}. */
    static String spread(Distribution values, Dimension dimension) {
        return "quartiles " + Quantity.format(values.lowerQuartile(), dimension) + " to " + Quantity.format(values.upperQuartile(), dimension)
                + ", " + count(values.size(), "trial");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }
}
