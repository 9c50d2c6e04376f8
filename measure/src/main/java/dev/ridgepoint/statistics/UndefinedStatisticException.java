package dev.ridgepoint.statistics;

/** These numbers have no such statistic. The message is one line that names the statistic and says why. */
public final class UndefinedStatisticException extends IllegalArgumentException {

    /** @param message one line that names the statistic and says why */
    public UndefinedStatisticException(String message) {
        super(message);
    }

    /**
     * @param statistic its name, as in {@code Levene's test}
     * @param reason    why it has no value
     */
    public UndefinedStatisticException(String statistic, String reason) {
        super(statistic + ": " + reason);
    }
}
