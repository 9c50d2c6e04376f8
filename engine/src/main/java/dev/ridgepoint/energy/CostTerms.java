package dev.ridgepoint.energy;

import java.util.Optional;

/**
 * On what terms devices run.
 *
 * @param rent        US dollars of an hour of a device, electricity included, where it is rented
 * @param price       US dollars of a device, where it is not what its profile states
 * @param years       that a bought one is used
 * @param share       of the time in which it works
 * @param electricity US dollars of a kilowatt-hour
 * @param overhead    power usage effectiveness
 */
public record CostTerms(Optional<Double> rent, Optional<Double> price, double years, double share, double electricity, double overhead) {

    /** Bought at the profile's price. */
    public static final CostTerms USUAL = new CostTerms(Optional.empty(), Optional.empty(), RunningCost.USUAL_YEARS, RunningCost.USUAL_SHARE,
            RunningCost.USUAL_ELECTRICITY, RunningCost.USUAL_OVERHEAD);

    /**
     * What a device costs on these terms; empty where neither a rent nor a price is known.
     *
     * @param stated US dollars, as its profile has it; not a number where it does not
     */
    public Optional<RunningCost> of(double stated) {
        if (rent.isPresent()) {
            return Optional.of(RunningCost.rented(rent.get()));
        }
        double paid = price.orElse(stated);
        return Double.isNaN(paid) ? Optional.empty() : Optional.of(RunningCost.owned(paid, years, share, electricity, overhead));
    }
}
