package dev.ridgepoint.serving;

/** A request on its way in: filled by a {@link RequestSource}, read by the {@link Simulator}, and reused, so that a million requests cost one. */
public final class IncomingRequest {

    /** {@link #prefix} of a request that shares nothing. */
    public static final int NO_PREFIX = -1;

    /** Seconds at which the user sends it. */
    double arrival;
    /** Seconds from which it may run; later than the arrival where its prompt is processed elsewhere. */
    double ready;
    /** Seconds at which its first token came from elsewhere; not a number where this device gives it. */
    double firstToken;
    int prompt;
    int output;
    int prefix;
    int prefixTokens;

    /**
     * Sets a request that shares no prefix.
     *
     * @param arrivalSeconds since the start
     * @param promptTokens   at least 1
     * @param outputTokens   at least 1
     */
    public void set(double arrivalSeconds, int promptTokens, int outputTokens) {
        arrival = arrivalSeconds;
        ready = arrivalSeconds;
        firstToken = Double.NaN;
        prompt = promptTokens;
        output = outputTokens;
        prefix = NO_PREFIX;
        prefixTokens = 0;
    }

    /**
     * Sets what it shares with others.
     *
     * @param id     a small whole number; requests of one number begin alike
     * @param tokens that are alike, at the prompt's beginning
     */
    public void share(int id, int tokens) {
        prefix = tokens > 0 ? id : NO_PREFIX;
        prefixTokens = Math.min(tokens, prompt);
    }

    /** Becomes another request. */
    void copy(IncomingRequest other) {
        arrival = other.arrival;
        ready = other.ready;
        firstToken = other.firstToken;
        prompt = other.prompt;
        output = other.output;
        prefix = other.prefix;
        prefixTokens = other.prefixTokens;
    }

    /** The prompt was processed elsewhere, and gave the first token; its cache is here from {@code readySeconds} on. */
    void prefilled(double firstTokenSeconds, double readySeconds) {
        firstToken = firstTokenSeconds;
        ready = readySeconds;
    }

    /** The server takes so many seconds before it can run. */
    void readyAfter(double seconds) {
        ready += seconds;
    }

    /** Seconds at which it was sent to this device, by the user or by the one before. */
    double sent() {
        return Double.isNaN(firstToken) ? arrival : firstToken;
    }

    /** Its prompt. */
    public int promptTokens() {
        return prompt;
    }

    /** Its output. */
    public int outputTokens() {
        return output;
    }

    /** What it shares, or {@link #NO_PREFIX}. */
    public int prefix() {
        return prefix;
    }

    /** Tokens of that. */
    public int prefixTokens() {
        return prefixTokens;
    }

    /** Seconds at which the user sends it. */
    public double arrivalSeconds() {
        return arrival;
    }
}
