package dev.ridgepoint.published;

/**
 * What RooflineBench counts of a prompt over all layers, by {@link Reading#of}.
 *
 * @param cacheElements elements of the KV cache
 * @param attention     multiply-accumulates of scores and weighted values
 * @param linear        multiply-accumulates of the projections
 */
public record PublishedWork(double cacheElements, double attention, double linear) {

    /**
     * {@code W}, which its code calls FLOPs: the sum of all three. It adds a count of elements to counts of multiply-accumulates, takes one of those for one
     * FLOP, and leaves out the feed-forward and every generated token.
     */
    public double flops() {
        return cacheElements + attention + linear;
    }
}
