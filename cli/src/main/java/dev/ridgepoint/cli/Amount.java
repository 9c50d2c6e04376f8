package dev.ridgepoint.cli;

import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that is a positive quantity with its unit, or a share. */
abstract class Amount implements ITypeConverter<Double> {

    /** A quantity of one dimension. */
    private abstract static class Of extends Amount {
        private final Dimension dimension;

        private Of(Dimension dimension) {
            this.dimension = dimension;
        }

        @Override
        public Double convert(String written) {
            try {
                return Quantity.parse(written, dimension).value();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** {@code 30 tok/s}. */
    static final class TokenRate extends Of {
        TokenRate() {
            super(Dimension.TOKENS_PER_SECOND);
        }
    }

    /** {@code 8 GB}. */
    static final class Bytes extends Of {
        Bytes() {
            super(Dimension.BYTES);
        }
    }

    /** {@code 2.5}: a number above 0, of what the option says. */
    static final class Number extends Amount {
        @Override
        public Double convert(String written) {
            try {
                double value = Double.parseDouble(written);
                if (value > 0 && !Double.isInfinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number that is out of range.
            }
            throw new TypeConversionException("'" + written + "' is not a number above 0");
        }
    }

    /** {@code 64 GB/s}. */
    static final class ByteRate extends Of {
        ByteRate() {
            super(Dimension.BYTES_PER_SECOND);
        }
    }

    /** {@code 50 ms}. */
    static final class Seconds extends Of {
        Seconds() {
            super(Dimension.SECONDS);
        }
    }

    /** {@code 2.5 USD}. */
    static final class Dollars extends Of {
        Dollars() {
            super(Dimension.DOLLARS);
        }
    }

    /** {@code 0.8} or {@code 80%}: above 0 and at most 1. */
    static final class Share extends Amount {
        @Override
        public Double convert(String written) {
            try {
                boolean percent = written.endsWith("%");
                double share = Double.parseDouble(percent ? written.substring(0, written.length() - 1) : written) / (percent ? 100 : 1);
                if (share > 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number that is out of range.
            }
            throw new TypeConversionException("'" + written + "' is not a share above 0 and at most 1; write it as in 0.8 or 80%");
        }
    }
}
