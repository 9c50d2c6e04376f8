package dev.ridgepoint.cli;

import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.InvalidInputException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What an hour of a device costs. */
final class CostOptions {

    @Option(names = "--rent", paramLabel = "USD", converter = Amount.Dollars.class, order = 40,
            description = "Rent of one device an hour, electricity included, as in 2.50USD (default: it is owned).")
    private Double rent;

    @Option(names = "--price", paramLabel = "USD", converter = Amount.Dollars.class, order = 41,
            description = "Price of one device (default: the profile's).")
    private Double price;

    @Option(names = "--years", paramLabel = "YEARS", converter = Amount.Number.class, order = 42,
            description = "Years that it is used (default: 4).")
    private double years = RunningCost.USUAL_YEARS;

    @Option(names = "--busy", paramLabel = "SHARE", converter = Amount.Share.class, order = 43,
            description = "Share of the time in which it works (default: 0.6).")
    private double busy = RunningCost.USUAL_SHARE;

    @Option(names = "--electricity", paramLabel = "USD", converter = Amount.Dollars.class, order = 44,
            description = "Price of a kilowatt-hour (default: 0.10USD).")
    private double electricity = RunningCost.USUAL_ELECTRICITY;

    @Option(names = "--pue", paramLabel = "FACTOR", converter = Amount.Number.class, order = 45,
            description = "Energy of the whole site over that of its devices (default: 1.3).")
    private double overhead = RunningCost.USUAL_OVERHEAD;

    /** @throws InvalidInputException if neither a price nor a rent is known, or the site uses less than its devices */
    RunningCost of(Hardware hardware) {
        if (overhead < 1) {
            throw new InvalidInputException("--pue " + overhead + ": a site uses at least the energy of its devices, a factor of 1");
        }
        return rent != null ? RunningCost.rented(rent) : RunningCost.owned(priceOf(hardware), years, busy, electricity, overhead);
    }

    /** Whether an hour's rent is given. */
    boolean rented() {
        return rent != null;
    }

    /** Whether a price is given. */
    boolean priced() {
        return price != null;
    }

    private double priceOf(Hardware hardware) {
        if (price != null) {
            return price;
        }
        return hardware.price().map(Sourced::value).orElseThrow(() -> new InvalidInputException(
                hardware.id() + "'s profile states no price; give --price, or --rent for an hour of it"));
    }

    /** The same in words. */
    String words(Hardware hardware) {
        if (rent != null) {
            return "Rented at " + dollars(rent) + " USD an hour and device, electricity included.";
        }
        String from = price != null ? "" : hardware.price().map(p -> p.note().isEmpty() ? " (the profile's price)" : " (" + p.note() + ")").orElse("");
        return "Bought at " + dollars(priceOf(hardware)) + " USD" + from + ", used for " + dollars(years) + " years " + Math.round(100 * busy)
                + " % of the time; electricity at " + String.format(Locale.ROOT, "%.2f", electricity) + " USD a kilowatt-hour, the site uses "
                + dollars(overhead) + " times what its devices do.";
    }

    private static String dollars(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
