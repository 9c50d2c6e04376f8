/**
 * The ceilings of this machine, measured: bandwidth of every memory level, rates of matrix products in two runtimes, fixed costs of operators. The result is a
 * hardware profile, a report and a chart.
 */
package dev.ridgepoint.ceiling;
