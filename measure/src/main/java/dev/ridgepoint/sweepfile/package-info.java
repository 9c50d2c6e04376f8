/** Sweeps that a file declares: read, carried out by several threads, and written as Parquet, CSV, fronts and lists of the best. */
package dev.ridgepoint.sweepfile;
