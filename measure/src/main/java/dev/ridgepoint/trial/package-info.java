/**
 * The discipline of timing: warm up until stable, time often, watch the machine while doing so, keep every number.
 *
 * <p>{@link dev.ridgepoint.trial.NoiseGate} says whether a trial was disturbed, {@link dev.ridgepoint.trial.QuietTrials} throws it away and runs it again, and
 * {@link dev.ridgepoint.trial.Trials} answers what one wants to know of those that are kept. {@link dev.ridgepoint.trial.Generation} is the trial of a decoder: one
 * prompt and its tokens. Times are in seconds, memory in bytes, power in watts.
 */
package dev.ridgepoint.trial;
