package dev.ridgepoint.sweep;

/**
 * What a point was chosen to be in one respect: a swept field's value, or the place of a device among the devices.
 *
 * @param place among what is chosen
 */
public record Choice(int place) implements Figure {

    @Override
    public double of(Evaluation evaluation) {
        return evaluation.choices()[place];
    }

    @Override
    public boolean isPredicted() {
        return false;
    }
}
