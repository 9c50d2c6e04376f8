/**
 * Sets of trials that somebody measured, and what their statistics say.
 *
 * <p>{@link dev.ridgepoint.trialset.TrialFiles} reads CSV, workbooks and results of {@code bench run} into a {@link dev.ridgepoint.trialset.TrialTable};
 * {@link dev.ridgepoint.trialset.TrialStudy} asks of it what {@code dev.ridgepoint.statistics} can tell.
 */
package dev.ridgepoint.trialset;
