package dev.ridgepoint.energy;

/**
 * What an hour of a device costs: what it was bought for over its life, or what its rent is, and the electricity.
 *
 * @param devicePerHour     US dollars an hour while it is used, electricity left out where it is owned
 * @param electricityPerKwh US dollars a kilowatt-hour; 0 where the rent includes it
 * @param overhead          energy of the whole site over that of its devices (power usage effectiveness)
 */
public record RunningCost(double devicePerHour, double electricityPerKwh, double overhead) {

    /** Years that a device is used, unless somebody knows better. */
    public static final double USUAL_YEARS = 4;
    /** Share of that time in which it works. */
    public static final double USUAL_SHARE = 0.6;
    /** US dollars of a kilowatt-hour. */
    public static final double USUAL_ELECTRICITY = 0.10;
    /** Power usage effectiveness. */
    public static final double USUAL_OVERHEAD = 1.3;

    private static final double HOURS_IN_A_YEAR = 365.25 * 24;
    private static final double JOULES_IN_A_KWH = 3.6e6;
    private static final double SECONDS_IN_AN_HOUR = 3600;

    /** @throws IllegalArgumentException if a cost is below 0, or the overhead below 1 */
    public RunningCost {
        if (!(devicePerHour >= 0 && electricityPerKwh >= 0 && overhead >= 1)) {
            throw new IllegalArgumentException("costs are 0 or more, and a site uses at least the energy of its devices");
        }
    }

    /**
     * Of a device that was bought.
     *
     * @param price             US dollars
     * @param years             that it is used
     * @param share             of the time in which it works
     * @param electricityPerKwh US dollars
     * @param overhead          power usage effectiveness
     */
    public static RunningCost owned(double price, double years, double share, double electricityPerKwh, double overhead) {
        return new RunningCost(price / (years * HOURS_IN_A_YEAR * share), electricityPerKwh, overhead);
    }

    /** Of a device that is rented, electricity included. */
    public static RunningCost rented(double perHour) {
        return new RunningCost(perHour, 0, 1);
    }

    /** US dollars for so many seconds of devices and so many joules in all, which need not be a number where electricity costs nothing. */
    public double dollars(double deviceSeconds, double joules) {
        double electricity = electricityPerKwh == 0 ? 0 : electricityPerKwh * overhead * joules / JOULES_IN_A_KWH;
        return devicePerHour * deviceSeconds / SECONDS_IN_AN_HOUR + electricity;
    }
}
