package dev.ridgepoint.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that is a whole number between two limits. */
abstract class Whole implements ITypeConverter<Integer> {

    private final int least;
    private final int most;

    Whole(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String written) {
        try {
            long value = Long.parseLong(written.replace("_", ""));
            if (value >= least && value <= most) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        throw new TypeConversionException("'" + written + "' is not a whole number of " + range);
    }

    /** 0 or more. */
    static final class Natural extends Whole {
        Natural() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** 1 or more. */
    static final class Positive extends Whole {
        Positive() {
            super(1, Integer.MAX_VALUE);
        }
    }

    /** Devices: as many as a large data centre may have. */
    static final class Devices extends Whole {
        Devices() {
            super(1, 65_536);
        }
    }

    /** Layers: as many as a descriptor may have. */
    static final class Layers extends Whole {
        Layers() {
            super(1, 10_000);
        }
    }
}
