/**
 * RooflineBench (arXiv 2602.11506v3), re-examined: {@link dev.ridgepoint.examples.rooflinebench.ReexaminationReport} reads what the studies of
 * {@code examples/rooflinebench} found, and says in words which of the paper's insights stand. Every number is computed, and so is every verdict.
 */
package dev.ridgepoint.examples.rooflinebench;
