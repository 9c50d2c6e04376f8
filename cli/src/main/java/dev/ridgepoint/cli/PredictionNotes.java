package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.predict.Prediction;
import java.util.ArrayList;
import java.util.List;

/** What a reader should know before citing a prediction. */
final class PredictionNotes {

    private PredictionNotes() { }

    /** One sentence each; none when there is nothing to know. */
    static List<String> of(Prediction prediction) {
        List<String> notes = new ArrayList<>();
        Hardware hardware = prediction.roofline().hardware();
        notePeak(prediction, hardware, notes);
        noteConfidence(hardware, "peak", prediction.roofline().roof().rate(), notes);
        hardware.mainMemory().bandwidth().ifPresent(rate -> noteConfidence(hardware, "bandwidth", rate, notes));
        noteModel(prediction, notes);
        return notes;
    }

    /** Whether a request fits into memory, and by how much. */
    static String memory(MemoryFootprint memory) {
        String parts = memoryParts(memory);
        if (memory.capacityBytes().isEmpty()) {
            return parts + "; the profile states no capacity.";
        }
        double capacity = memory.capacityBytes().getAsDouble();
        String of = parts + " of " + Written.bytes(capacity) + ": ";
        return memory.fits()
                ? of + "fits, " + Written.bytes(-memory.excessBytes()) + " to spare."
                : of + "does NOT fit, by " + Written.bytes(memory.excessBytes()) + ".";
    }

    /** What the memory that a request needs is made of. */
    static String memoryParts(MemoryFootprint memory) {
        return Written.bytes(memory.weightsBytes()) + " weights + " + Written.bytes(memory.cacheBytes()) + " KV cache + "
                + Written.bytes(memory.activationsBytes()) + " activations = " + Written.bytes(memory.totalBytes());
    }

    private static void notePeak(Prediction prediction, Hardware hardware, List<String> notes) {
        NumberFormat wanted = prediction.workload().numerics().weights().compute();
        Peak used = prediction.roofline().weightsPeak();
        if (used.format() != wanted) {
            if (prediction.roofline().backend() != null) {
                notes.add("The roof is drawn at the " + used.format().id() + " peak of " + hardware.id() + ", " + Written.flopRate(used.rate().value())
                        + ": there " + prediction.roofline().backend().name() + " multiplies " + prediction.workload().numerics().weights().id() + " weights.");
                return;
            }
            String why = hardware.peak(ComputeUnit.MATRIX, wanted).isPresent() ? " is slower than in 16 bits" : " has no peak";
            notes.add(prediction.workload().numerics().weights().id() + " weights are multiplied in " + wanted.id() + ", in which "
                    + hardware.id() + why + "; its " + used.format().id() + " peak of " + Written.flopRate(used.rate().value()) + " is used.");
        } else if (used.unit() == ComputeUnit.VECTOR) {
            notes.add(hardware.id() + " has no matrix peak in " + wanted.id() + "; its vector unit's is used.");
        }
    }

    private static void noteConfidence(Hardware hardware, String what, Sourced value, List<String> notes) {
        if (value.confidence() == Sourced.Confidence.RECALLED) {
            notes.add("The " + what + " of " + hardware.id() + " is recalled from memory: do not cite figures that rest on it.");
        }
    }

    private static void noteModel(Prediction prediction, List<String> notes) {
        Architecture model = prediction.workload().architecture();
        long length = prediction.request().length();
        if (model.maxContext() > 0 && length > model.maxContext()) {
            notes.add("The request is " + length + " tokens long; " + model.id() + " was trained for " + model.maxContext() + ".");
        }
        if (model.kind() == Architecture.Kind.ENCODER && prediction.request().generate() > 0) {
            notes.add(model.id() + " is an encoder: it takes its whole input in one pass and generates nothing.");
        }
        if (model.provenance().confidence().equals("recalled")) {
            notes.add("The dimensions of " + model.id() + " are recalled from memory: do not cite figures that rest on them.");
        }
    }
}
