package dev.ridgepoint.require;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.require.Target.Rates;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * A device against a target.
 *
 * @param device   the device
 * @param peak     its dense matrix rate in the format used, FLOP/s, as its profile states it; 0 when it has none
 * @param rates    what it reaches
 * @param reached  the least of the shares of what is asked for that it reaches: of the rates, and of the memory; 1 or more when it does
 * @param shortage what it lacks, in words; empty when it lacks nothing
 */
public record Candidate(Hardware device, double peak, Rates rates, double reached, List<String> shortage) {

    /** Copies its list. */
    public Candidate {
        shortage = List.copyOf(shortage);
    }

    static Candidate unable(Hardware device, String why) {
        return new Candidate(device, 0, new Rates(0, 0), 0, List.of(why));
    }

    static Candidate of(Hardware device, Roofline roofline, Rates rates, Target target, MemoryFootprint memory) {
        List<String> shortage = new ArrayList<>();
        target.decode().ifPresent(asked -> lack(shortage, "decode", rates.decode(), asked));
        target.prefill().ifPresent(asked -> lack(shortage, "prefill", rates.prefill(), asked));
        double reached = target.reached(rates);
        if (!memory.fits()) {
            shortage.add("memory " + bytes(memory.capacityBytes().orElseThrow()) + " of " + bytes(memory.totalBytes()));
            reached = Math.min(reached, memory.capacityBytes().orElseThrow() / memory.totalBytes());
        }
        double peak = device.matrixPeak(roofline.numerics().weights().compute()).map(found -> found.rate().value()).orElse(0.0);
        return new Candidate(device, peak, rates, reached, shortage);
    }

    private static void lack(List<String> shortage, String phase, double reached, double asked) {
        if (reached < asked) {
            shortage.add(phase + " " + rate(reached) + " of " + rate(asked));
        }
    }

    private static String rate(double value) {
        return Quantity.format(value, Dimension.TOKENS_PER_SECOND);
    }

    private static String bytes(double value) {
        return Quantity.format(value, Dimension.BYTES);
    }

    /** Whether it lacks nothing. */
    public boolean meets() {
        return shortage.isEmpty();
    }

    /** US dollars; not a number when the profile does not say. */
    public double price() {
        return device.price().map(Sourced::value).orElse(Double.NaN);
    }

    /** Watts; not a number when the profile does not say. */
    public double tdp() {
        return device.tdp().map(Sourced::value).orElse(Double.NaN);
    }

    /** Bytes a second of main memory, as the profile states it. */
    public double bandwidth() {
        return device.bandwidth();
    }
}
