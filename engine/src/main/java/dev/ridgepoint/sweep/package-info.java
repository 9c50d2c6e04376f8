/** Predictions by the million: designs of experiments, the figures of a point, constraints, and what is kept of the points on the fly. */
package dev.ridgepoint.sweep;
