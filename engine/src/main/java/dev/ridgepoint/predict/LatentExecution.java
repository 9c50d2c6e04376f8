package dev.ridgepoint.predict;

/** How latent attention is executed. */
public enum LatentExecution {
    /** Whichever takes less time, decided for each phase. */
    CHEAPER,
    /** Keys and values of every head are projected from the latents. */
    EXPANDED,
    /** The projections are folded into query and output. */
    ABSORBED
}
