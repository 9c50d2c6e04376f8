package dev.ridgepoint.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a quantity measures, and the units it may be written in. Decimal prefixes are powers of 1000, binary ones ({@code KiB, MiB, GiB, TiB}) powers
 * of 1024; a quantity is kept in the base unit.
 */
public enum Dimension {
    /** Sizes in memory; base unit byte. */
    BYTES("B", "24 GiB"),
    /** Memory and link rates; base unit byte per second. */
    BYTES_PER_SECOND("B/s", "204.8 GB/s"),
    /** Amounts of arithmetic; base unit FLOP (or integer OP). A multiply-accumulate is two. */
    OPERATIONS("FLOP", "337 GFLOP"),
    /** Arithmetic rates; base unit FLOP (or integer OP) per second. A multiply-accumulate is two. */
    OPERATIONS_PER_SECOND("FLOP/s", "35.6 TFLOP/s"),
    /** Times; base unit second. */
    SECONDS("s", "5 us"),
    /** Rates of prefill and decode; base unit token per second. */
    TOKENS_PER_SECOND("tok/s", "30 tok/s"),
    /** Clocks; base unit hertz. */
    HERTZ("Hz", "1296 MHz"),
    /** Powers; base unit watt. */
    WATTS("W", "350 W"),
    /** Energies; base unit joule. */
    JOULES("J", "12 pJ"),
    /** Prices; base unit US dollar. */
    DOLLARS("USD", "1500 USD");

    private static final Map<String, Double> DECIMAL = new LinkedHashMap<>();
    private static final Map<String, Double> BINARY = new LinkedHashMap<>();

    static {
        String[] decimal = {"", "k", "M", "G", "T", "P", "E"};
        String[] binary = {"Ki", "Mi", "Gi", "Ti"};
        for (int i = 0; i < decimal.length; i++) {
            DECIMAL.put(decimal[i], Math.pow(1000, i));
        }
        for (int i = 0; i < binary.length; i++) {
            BINARY.put(binary[i], Math.pow(1024, i + 1));
        }
    }

    private final String baseUnit;
    private final String example;

    Dimension(String baseUnit, String example) {
        this.baseUnit = baseUnit;
        this.example = example;
    }

    /** The unit that values are kept in. */
    public String baseUnit() {
        return baseUnit;
    }

    /** A quantity written as it should be, for error messages. */
    public String example() {
        return example;
    }

    /** Every unit that a quantity of this dimension may be written in, with its size in the base unit. */
    public Map<String, Double> units() {
        Map<String, Double> units = printedUnits();
        switch (this) {
            case BYTES, BYTES_PER_SECOND -> BINARY.forEach((prefix, size) -> units.put(prefix + baseUnit, size));
            case OPERATIONS, OPERATIONS_PER_SECOND -> DECIMAL.forEach((prefix, size) -> units.put(prefix + baseUnit.replace("FLOP", "OP"), size));
            case TOKENS_PER_SECOND -> {
                units.put("ktok/s", 1e3);
                units.put("token/s", 1.0);
                units.put("tokens/s", 1.0);
                units.put("t/s", 1.0);
            }
            default -> { }
        }
        return units;
    }

    /** The units that a quantity is printed in, from small to large. */
    Map<String, Double> printedUnits() {
        Map<String, Double> units = new LinkedHashMap<>();
        switch (this) {
            case BYTES, BYTES_PER_SECOND, OPERATIONS, OPERATIONS_PER_SECOND, HERTZ ->
                    DECIMAL.forEach((prefix, size) -> units.put(prefix + baseUnit, size));
            case SECONDS -> {
                units.put("ns", 1e-9);
                units.put("us", 1e-6);
                units.put("ms", 1e-3);
                units.put("s", 1.0);
            }
            case WATTS -> {
                units.put("mW", 1e-3);
                units.put("W", 1.0);
                units.put("kW", 1e3);
            }
            case JOULES -> {
                units.put("pJ", 1e-12);
                units.put("nJ", 1e-9);
                units.put("uJ", 1e-6);
                units.put("mJ", 1e-3);
                units.put("J", 1.0);
                units.put("kJ", 1e3);
            }
            case DOLLARS -> units.put("USD", 1.0);
            case TOKENS_PER_SECOND -> {
                units.put("tok/s", 1.0);
                units.put("Mtok/s", 1e6);
            }
        }
        return units;
    }
}
