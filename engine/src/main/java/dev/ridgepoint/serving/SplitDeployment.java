package dev.ridgepoint.serving;

/**
 * Prompts on some replicas and decoding on others: one of the first gives a request's first token, its cache goes over a link, and one of the second gives the
 * rest. A request goes to the replica with the fewest; each sends and receives one cache after the other. What waits for a place waits on the link's far
 * side and takes none of its blocks.
 */
public final class SplitDeployment implements Server {

    private final Deployment prefill;
    private final int prefillReplicas;
    private final Deployment decode;
    private final int decodeReplicas;
    private final double linkBytesPerSecond;

    /** One of each. */
    public SplitDeployment(Deployment prefill, Deployment decode, double linkBytesPerSecond) {
        this(prefill, 1, decode, 1, linkBytesPerSecond);
    }

    /**
     * @param prefill            what processes prompts
     * @param prefillReplicas    how many of it
     * @param decode             what decodes
     * @param decodeReplicas     how many of it
     * @param linkBytesPerSecond of the link of each
     * @throws IllegalArgumentException unless the link has a bandwidth and there is one of each
     */
    public SplitDeployment(Deployment prefill, int prefillReplicas, Deployment decode, int decodeReplicas, double linkBytesPerSecond) {
        if (!(linkBytesPerSecond > 0)) {
            throw new IllegalArgumentException("a link needs a bandwidth above 0");
        }
        if (prefillReplicas < 1 || decodeReplicas < 1) {
            throw new IllegalArgumentException("prompts and decoding need a replica each");
        }
        this.prefill = prefill;
        this.prefillReplicas = prefillReplicas;
        this.decode = decode;
        this.decodeReplicas = decodeReplicas;
        this.linkBytesPerSecond = linkBytesPerSecond;
    }

    /** What processes prompts. */
    public Deployment prefill() {
        return prefill;
    }

    /** What decodes. */
    public Deployment decode() {
        return decode;
    }

    @Override
    public ServingResult serve(RequestSource source, Slo slo, long seed) {
        return new Disaggregated(new UserRecord(slo), prefillReplicas, (requests, listener, replica) -> prefill.simulator(requests, 1, seed + replica, listener),
                decodeReplicas, (requests, listener, replica) -> decode.simulator(requests, Integer.MAX_VALUE, seed + replica, listener),
                prefill.layout(), linkBytesPerSecond).serve(prefill.received(source));
    }
}
