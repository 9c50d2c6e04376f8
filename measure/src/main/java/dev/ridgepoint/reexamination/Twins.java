package dev.ridgepoint.reexamination;

import dev.ridgepoint.validate.RepeatedTest;
import dev.ridgepoint.validate.Validation;
import java.util.Comparator;
import java.util.List;

/** Cells of two scenarios that are one test, since {@code llama-bench} times a generation from an empty cache and a prompt without what follows it. */
public final class Twins {

    private Twins() { }

    /**
     * Tests whose answers are apart by more than a factor, the farthest first.
     *
     * @param factor greatest over least; 1 for any difference at all
     */
    public static List<RepeatedTest> apartByMoreThan(double factor, Validation validation) {
        return validation.repeated().stream().filter(test -> test.spread() > factor).sorted(Comparator.comparingDouble(RepeatedTest::spread).reversed())
                .toList();
    }
}
