package dev.ridgepoint.serving;

/** What requests can be sent to: a {@link Deployment} on one device, or a {@link SplitDeployment} on two. */
public interface Server {

    /**
     * Serves requests until all are done.
     *
     * @param source of the requests
     * @param slo    what one must not exceed
     * @param seed   of what is drawn on the way: which drafted tokens are right
     */
    ServingResult serve(RequestSource source, Slo slo, long seed);
}
