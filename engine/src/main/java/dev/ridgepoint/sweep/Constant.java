package dev.ridgepoint.sweep;

/**
 * The same for every point.
 *
 * @param value in a base unit
 */
public record Constant(double value) implements Figure {

    @Override
    public double of(Evaluation evaluation) {
        return value;
    }

    @Override
    public boolean isPredicted() {
        return false;
    }
}
