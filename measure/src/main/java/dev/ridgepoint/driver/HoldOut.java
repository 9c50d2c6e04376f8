package dev.ridgepoint.driver;

/** Which trees say what the response of a trial is. */
public enum HoldOut {
    /** Those that were grown without that trial (Breiman 2001, section 3.1). Others of its group they may have seen. */
    OUT_OF_BAG("out of bag"),
    /** Those that were grown without its whole group: what is known of groups that nobody has timed. */
    BY_GROUP("by group"),
    /** All of them. What they learnt by heart counts as known, so even a predictor that says nothing seems to matter. */
    IN_SAMPLE("in sample");

    private final String label;

    HoldOut(String label) {
        this.label = label;
    }

    /** As people call it: {@code out of bag}. */
    public String label() {
        return label;
    }
}
