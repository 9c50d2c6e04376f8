package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;

/**
 * Load a profile, and read the first thing that a roofline says: where its ridge is.
 *
 * <p>A profile holds what the maker or a public database says, each value with its source. Matrix and vector peaks are kept apart, and all are dense.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.Sample_01_LoadAProfile}
 */
public class Sample_01_LoadAProfile {

    public static void main(String[] args) {
        Library library = Library.find();

        // An id from hardware-profiles, or the path of a file of your own.
        Hardware card = library.hardware("rtx-3090");

        // The matrix unit's FP16 peak with FP32 sums, which is what a language model's products need. GeForce also has a faster rate with FP16 sums; the
        // profile lists it under another name, so it is never taken by accident.
        double matrix = card.peak(ComputeUnit.MATRIX, NumberFormat.FP16).orElseThrow().rate().value();

        // The wrong way, seen in published rooflines: dividing the vector unit's FP32 peak, which no product of matrices runs on.
        double vector = card.peak(ComputeUnit.VECTOR, NumberFormat.FP32).orElseThrow().rate().value();

        System.out.println(card.name() + ", " + Quantity.format(card.bandwidth(), Dimension.BYTES_PER_SECOND));
        System.out.println("ridge of the matrix unit  " + Quantity.significant(matrix / card.bandwidth()) + " FLOP/byte");
        System.out.println("ridge of the vector unit  " + Quantity.significant(vector / card.bandwidth()) + " FLOP/byte, not where a model turns");
        // Every value names its source by a short key; the profile says what the key stands for.
        String key = card.mainMemory().bandwidth().orElseThrow().source();
        System.out.println("bandwidth according to    " + card.sources().get(key));
    }
}
