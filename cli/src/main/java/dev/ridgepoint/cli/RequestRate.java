package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Written;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Requests a second: {@code 2/s}, {@code 90/min} or {@code 2}. */
final class RequestRate implements ITypeConverter<Double> {

    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "min", 60.0, "h", 3600.0);

    /** {@code 2 requests/s}. */
    static String words(double perSecond) {
        return Written.number(perSecond) + " requests/s";
    }

    @Override
    public Double convert(String written) {
        int slash = written.indexOf('/');
        String unit = slash < 0 ? "s" : written.substring(slash + 1).strip().toLowerCase(Locale.ROOT);
        String number = slash < 0 ? written : written.substring(0, slash);
        try {
            double value = Double.parseDouble(number.strip()) / SECONDS.getOrDefault(unit, Double.NaN);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        throw new TypeConversionException("'" + written + "' is not a rate of requests above 0; write it as in 2/s, 90/min or 500/h");
    }
}
