/** Real decoders of our own descriptors on real runtimes: a runtime a file. Weights are random and cost what real ones cost. */
package dev.ridgepoint.runtime;
