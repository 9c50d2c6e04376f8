package dev.ridgepoint.result;

import dev.ridgepoint.runtime.LanguageModel;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.UsageMeter;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a benchmark runs on, with its clocks.
 *
 * @param model       builds what is run
 * @param coldStart   starts a process that builds one and runs the prompt
 * @param gate        a noise gate that has learned nothing
 * @param meter       memory and power
 * @param nanoTime    what trials are timed by
 * @param time        what time it is
 * @param environment software and machine
 */
public record BenchmarkMachine(
        Supplier<? extends LanguageModel> model, Supplier<ColdStart> coldStart, Supplier<NoiseGate> gate, UsageMeter meter, LongSupplier nanoTime,
        InstantSource time, Environment environment) { }
