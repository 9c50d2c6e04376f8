package dev.ridgepoint.backend;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;

/**
 * A backend's rates on a device that is set anew from point to point of a sweep: those of {@link BackendRates#of} for a profile that states the same.
 * Mutable and not for sharing between threads, and so are the {@link #rates()} that it lends; tuning them allocates nothing.
 */
public final class TunableRates {

    private final BackendRates rates;

    private TunableRates(BackendRates rates) {
        this.rates = rates;
    }

    /** The usual build of a backend on a device as its profile has it. */
    public static TunableRates of(Backend backend, Hardware hardware, Numerics numerics, AttentionKernel attention) {
        return new TunableRates(BackendRates.of(backend, hardware, numerics, attention, Circumstances.USUAL));
    }

    /** The rates as they are set now. */
    public BackendRates rates() {
        return rates;
    }

    /** Places, among the profile's peaks, of those that products with weights may run under beside the one for their format. */
    public int[] productPeaks() {
        return rates.products();
    }

    /**
     * Sets the device's own rates.
     *
     * @param bandwidth of main memory, bytes a second
     * @param peaks     FLOP/s, of the profile's in its order
     * @param tdp       watts; not a number where it is not stated
     */
    public void tune(double bandwidth, double[] peaks, double tdp) {
        rates.tune(bandwidth, peaks, tdp);
    }
}
