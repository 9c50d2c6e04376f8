package dev.ridgepoint.sweepfile;

import dev.ridgepoint.energy.CostTerms;
import dev.ridgepoint.study.ChosenRuntime;
import java.util.List;

/**
 * What the models of a sweep run on beside the devices themselves: points are the combinations of the first three.
 *
 * @param runtimes at least one
 * @param tensor   numbers of devices that share each matrix, at least one
 * @param expert   numbers of parts that routed experts are dealt out to, at least one
 * @param named    which of these the file names, by the names of their columns
 * @param terms    on which each device runs, in the order of the devices
 */
public record Running(List<ChosenRuntime> runtimes, List<Integer> tensor, List<Integer> expert, List<String> named, List<CostTerms> terms) {

    static final String RUNTIME = "runtime";
    static final String TENSOR = "tp";
    static final String EXPERT = "ep";

    /** Copies its lists. */
    public Running {
        runtimes = List.copyOf(runtimes);
        tensor = List.copyOf(tensor);
        expert = List.copyOf(expert);
        named = List.copyOf(named);
        terms = List.copyOf(terms);
    }

    long combinations() {
        return (long) runtimes.size() * tensor.size() * expert.size();
    }

    /** Whether any point is of several devices, whose part of the model depends on how they are linked. */
    boolean spreads() {
        return tensor.stream().anyMatch(count -> count > 1) || expert.stream().anyMatch(count -> count > 1);
    }

    /** Whether points differ in a number of devices. */
    boolean varies(String name) {
        return name.equals(TENSOR) && tensor.size() > 1 || name.equals(EXPERT) && expert.size() > 1;
    }
}
