/**
 * Benchmark runs for other programs and other people: {@link dev.ridgepoint.export.Export} is the table of runs and metrics, and each format a file that
 * writes it.
 */
package dev.ridgepoint.export;
