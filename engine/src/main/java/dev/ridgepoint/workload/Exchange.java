package dev.ridgepoint.workload;

import dev.ridgepoint.collective.Collective;
import dev.ridgepoint.collective.SendReceive;
import dev.ridgepoint.hardware.Link;

/**
 * What an operator sends to other devices.
 *
 * @param collective    what they do together
 * @param devices       that take part
 * @param over          the kind of link between them
 * @param bytesPerToken payload of each token of the pass
 * @param bytes         payload of the pass itself
 */
public record Exchange(Collective collective, int devices, Link.Kind over, double bytesPerToken, double bytes) {

    /** Nothing is sent. */
    public static final Exchange NONE = new Exchange(SendReceive.DIRECT, 1, Link.Kind.PEER, 0, 0);

    /** Seconds for a pass over so many tokens, over a link of so much latency and bandwidth. */
    public double seconds(double tokens, double latency, double bytesPerSecond) {
        return collective.seconds(bytes + bytesPerToken * tokens, devices, latency, bytesPerSecond);
    }

    /** Bytes that a device sends in a pass over so many tokens. */
    public double sentBytes(double tokens) {
        return collective.traffic(devices) * (bytes + bytesPerToken * tokens);
    }
}
