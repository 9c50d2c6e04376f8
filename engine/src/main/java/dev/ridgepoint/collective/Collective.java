package dev.ridgepoint.collective;

/**
 * A collective operation of {@code N} devices, each of which sends to and receives from the others at once over links of latency {@code alpha} and bandwidth
 * {@code B} in each direction (the alpha-beta model; Thakur, Rabenseifner and Gropp 2005). With a payload of {@code S} bytes it takes
 *
 * <pre>
 * steps(N) alpha + traffic(N) S / B
 * </pre>
 *
 * and nothing when there is one device.
 */
public sealed interface Collective permits AllReduce, AllGather, ReduceScatter, AllToAll, SendReceive, Fastest {

    /** Messages that follow one another, each of which waits for the link's latency. */
    double steps(int devices);

    /** Bytes that one device sends for each byte of the payload. */
    double traffic(int devices);

    /**
     * Seconds for a payload.
     *
     * @param bytes          the payload, as the operation defines it
     * @param devices        that take part
     * @param latency        of a message, seconds
     * @param bytesPerSecond of a device's link, in each direction
     */
    default double seconds(double bytes, int devices, double latency, double bytesPerSecond) {
        return devices == 1 ? 0 : steps(devices) * latency + traffic(devices) * bytes / bytesPerSecond;
    }
}
