package dev.ridgepoint.backend;

/**
 * How far measured rates lie from predicted ones, as ratios measured / predicted, over devices or models that were left out of the fit.
 *
 * @param kind  what was predicted
 * @param known whether other measurements of the same device were part of the fit
 * @param low80 a tenth of the ratios lie below
 * @param high80 a tenth lie above
 * @param low95 one in forty lies below
 * @param high95 one in forty lies above
 */
public record Spread(Kind kind, boolean known, double low80, double high80, double low95, double high95) {

    /** Kinds of phase that are spread alike. */
    public enum Kind {
        /** Tokens generated. */
        DECODE,
        /** Prompts of more than {@link #SHORT} tokens. */
        PREFILL,
        /** Shorter prompts. */
        SHORT_PREFILL
    }

    /** Prompts up to so many tokens are short. */
    public static final int SHORT = 64;

    /** @throws IllegalArgumentException unless the ratios are in order and positive */
    public Spread {
        if (!(low95 > 0 && low95 <= low80 && low80 <= high80 && high80 <= high95 && Double.isFinite(high95))) {
            throw new IllegalArgumentException("a spread goes from low-95 over low-80 and high-80 to high-95, all above 0");
        }
    }
}
