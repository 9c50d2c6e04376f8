package dev.ridgepoint.cli;

import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.Deployment;
import dev.ridgepoint.serving.ServingResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server's devices cost.
 *
 * @param each    of a device of each stage
 * @param devices of each stage
 * @param words   how that comes about
 */
record ServingCost(List<RunningCost> each, List<Integer> devices, String words) {

    /**
     * Empty where nothing was said and profiles do not say it either.
     *
     * @throws InvalidInputException if a price was given, and the electricity that comes on top is not known
     */
    static Optional<ServingCost> of(ServedModel served, CostOptions options) {
        List<Hardware> hardware = served.deployments().stream().map(deployment -> deployment.roofline().hardware()).toList();
        for (Hardware device : hardware) {
            boolean electricity = options.rented() || EnergySource.of(device).isPresent();
            if (!electricity && options.priced()) {
                throw new InvalidInputException(device.id() + "'s profile states neither its power nor its TDP, and so no electricity; give --rent in place of "
                        + "--price, or add 'tdp' to it");
            }
            if (!electricity || !options.rented() && !options.priced() && device.price().isEmpty()) {
                return Optional.empty();
            }
        }
        List<Hardware> distinct = hardware.stream().distinct().toList();
        String words = options.rented() || distinct.size() == 1 ? options.words(distinct.get(0))
                : distinct.stream().map(device -> device.name() + ": " + options.words(device)).collect(Collectors.joining(" "));
        return Optional.of(new ServingCost(hardware.stream().map(options::of).toList(),
                served.deployments().stream().map(Deployment::devices).toList(), words));
    }

    /** US dollars for a million output tokens. */
    double dollarsPerMillionTokens(ServingResult result) {
        return result.dollarsPerMillionTokens(each, devices);
    }
}
