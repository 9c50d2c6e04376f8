package dev.ridgepoint.cli.print;

/**
 * An interval, for programs: an object with two numbers in JSON, {@code low..high} in CSV.
 *
 * @param low  its lower end
 * @param high its upper end
 */
public record Range(double low, double high) {

    @Override
    public String toString() {
        return low + ".." + high;
    }
}
