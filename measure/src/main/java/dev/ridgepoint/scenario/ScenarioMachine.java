package dev.ridgepoint.scenario;

import dev.ridgepoint.result.Environment;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.OperatorTime;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a study runs on, with its clocks.
 *
 * @param decoder     builds one
 * @param profiler    times a decoder's operators; empty where the runtime has none
 * @param gate        a noise gate that has learned nothing
 * @param meter       memory and power
 * @param memory      of this process
 * @param nanoTime    what trials are timed by
 * @param time        what time it is
 * @param environment software and machine
 */
public record ScenarioMachine(
        Function<DecoderSpec, Decoder> decoder, Optional<BiFunction<DecoderSpec, ProfilePlan, List<OperatorTime>>> profiler, Supplier<NoiseGate> gate,
        UsageMeter meter, ResidentMemory memory, LongSupplier nanoTime, InstantSource time, Environment environment) { }
