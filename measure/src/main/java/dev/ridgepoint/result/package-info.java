/**
 * What a benchmark run leaves behind: a JSON file of a documented schema, and how it comes about.
 *
 * <p>{@link dev.ridgepoint.result.BenchmarkResult} is the schema, record by record; {@link dev.ridgepoint.result.ResultFile} reads and writes it;
 * {@link dev.ridgepoint.result.Metric} defines its numbers; {@link dev.ridgepoint.result.Benchmark} runs one. Names and units are the schema's: milliseconds, MB and
 * GB of 10^6 and 10^9 bytes, watts. What a run could not measure is null.
 */
package dev.ridgepoint.result;
