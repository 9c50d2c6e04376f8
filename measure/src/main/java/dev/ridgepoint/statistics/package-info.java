/**
 * What can be said of many trials at once: which groups differ, how wide and how heavy-tailed they are, what explains their spread, and which of several
 * things to prefer. Pure functions of numbers and labels; no file is read and nothing is printed.
 *
 * <p>One file is one test or one measure. Tests answer with a {@link dev.ridgepoint.statistics.TestResult}. What has no answer (a constant column, a group of
 * one, a number that is not finite) is an {@link dev.ridgepoint.statistics.UndefinedStatisticException} that says why in one line; no result holds NaN.
 * Percentiles are those of {@link dev.ridgepoint.trial.Distribution} (type 7, as R's and NumPy's).
 */
package dev.ridgepoint.statistics;
