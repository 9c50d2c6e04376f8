package dev.ridgepoint.trial;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;

/** Gates whose kernel takes what it is told. */
public final class FakeGates {

    private FakeGates() { }

    /** A gate with a millisecond for every probe that is learned from, and then as told; counted from 0 once it has learned. */
    public static NoiseGate of(IntToDoubleFunction seconds) {
        AtomicInteger count = new AtomicInteger();
        NoiseGate[] self = new NoiseGate[1];
        self[0] = new NoiseGate(() -> self[0].hasLearned() ? seconds.applyAsDouble(count.getAndIncrement()) : 0.001);
        return self[0];
    }
}
