package dev.ridgepoint.sweep;

/** The values that a swept field takes, in its base unit. */
public sealed interface Axis {

    /** A value for a share from 0 to below 1. */
    double at(double share);

    /**
     * One of several.
     *
     * @param values at least one; a level's place where they are no numbers
     */
    record Levels(double... values) implements Axis {

        /** How many. */
        public int count() {
            return values.length;
        }

        /** The place of the level for a share from 0 to below 1. */
        public int level(double share) {
            return Math.min(values.length - 1, (int) (share * values.length));
        }

        @Override
        public double at(double share) {
            return values[level(share)];
        }
    }

    /**
     * Anything between two ends.
     *
     * @param low   the lower end
     * @param high  the upper end
     * @param scale how shares are spread
     */
    record Range(double low, double high, Scale scale) implements Axis {

        @Override
        public double at(double share) {
            return switch (scale) {
                case LINEAR -> low + share * (high - low);
                case LOG -> low * Math.exp(share * Math.log(high / low));
                case WHOLE -> Math.min(high, Math.floor(low + share * (high - low + 1)));
                case WHOLE_LOG -> Math.max(low, Math.min(high, Math.rint(low * Math.exp(share * Math.log(high / low)))));
            };
        }
    }

    /** How the values of a range are spread. */
    enum Scale {
        /** Evenly. */
        LINEAR,
        /** In equal factors. */
        LOG,
        /** Evenly over the whole numbers, both ends included. */
        WHOLE,
        /** In equal factors, rounded to whole numbers. */
        WHOLE_LOG
    }
}
