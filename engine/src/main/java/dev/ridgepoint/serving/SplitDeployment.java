package dev.ridgepoint.serving;

import java.util.List;

/**
 * Prompts on one device and decoding on another: the first gives a request's first token, its cache goes over a link, one after the other, and the second
 * gives the rest. What waits for the second device waits on the link's far side and takes none of its blocks.
 */
public final class SplitDeployment implements Server {

    private final Deployment prefill;
    private final Deployment decode;
    private final double linkBytesPerSecond;

    /**
     * @param prefill            what processes prompts
     * @param decode             what decodes
     * @param linkBytesPerSecond of the link between them
     * @throws IllegalArgumentException unless the link has a bandwidth
     */
    public SplitDeployment(Deployment prefill, Deployment decode, double linkBytesPerSecond) {
        if (!(linkBytesPerSecond > 0)) {
            throw new IllegalArgumentException("a link needs a bandwidth above 0");
        }
        this.prefill = prefill;
        this.decode = decode;
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
        UserRecord users = new UserRecord(slo);
        Handover handover = new Handover(users, prefill.layout(), linkBytesPerSecond);
        Simulator first = prefill.simulator(prefill.received(source), 1, seed, handover);
        handover.from(first);
        Simulator second = decode.simulator(handover, Integer.MAX_VALUE, seed, handover.end());
        second.run();
        return users.result(Math.max(first.now(), second.now()), List.of(first.result(), second.result()));
    }
}
