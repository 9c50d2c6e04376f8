package dev.ridgepoint.energy;

/**
 * Joules of one device, by what they go into.
 *
 * @param seconds how long it took
 * @param idle    at rest, for as long as it took
 * @param compute in arithmetic
 * @param memory  in moving bytes between memory and chip
 * @param links   in sending to other devices
 */
public record EnergyUse(double seconds, double idle, double compute, double memory, double links) {

    /** All of it. */
    public double joules() {
        return idle + compute + memory + links;
    }

    /** Mean power. */
    public double watts() {
        return joules() / seconds;
    }
}
