/** Prefill, decode and memory of a workload on a device. */
package dev.ridgepoint.predict;
