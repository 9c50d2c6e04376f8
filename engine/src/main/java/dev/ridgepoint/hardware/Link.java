package dev.ridgepoint.hardware;

import java.util.Optional;

/**
 * A way from a device to something else.
 *
 * @param name      as the profile calls it: {@code nvlink}, {@code pcie}
 * @param kind      what it leads to
 * @param devices   devices that can reach one another over it
 * @param switched  whether each of them reaches every other in one hop at its full bandwidth
 * @param bandwidth bytes a second in each direction, of one device
 * @param latency   seconds of a message from one device to another; empty when not stated
 */
public record Link(String name, Kind kind, int devices, boolean switched, Sourced bandwidth, Optional<Sourced> latency) {

    /** What a link leads to. */
    public enum Kind {
        /** Other devices of the same node. */
        PEER,
        /** Devices of other nodes. */
        NETWORK,
        /** The processor's memory. */
        HOST
    }

    /** Seconds of a message; none when not stated. */
    public double seconds() {
        return latency.map(Sourced::value).orElse(0.0);
    }
}
