package dev.ridgepoint.sweep;

/**
 * What a swept field is set to.
 *
 * @param axis place among the swept fields
 */
public record SweptValue(int axis) implements Figure {

    @Override
    public double of(Evaluation evaluation) {
        return evaluation.swept()[axis];
    }

    @Override
    public boolean isPredicted() {
        return false;
    }
}
