package dev.ridgepoint.sweep;

/** A number of a point. */
public sealed interface Figure permits Metric, Choice, Constant {

    /** The number; not a number where the point has none. */
    double of(Evaluation evaluation);

    /** Whether it takes a prediction to know it. */
    boolean isPredicted();
}
