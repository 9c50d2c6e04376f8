/** A device that serves many requests: arrivals, continuous batching, a paged KV cache, and what users see of them, simulated event by event. */
package dev.ridgepoint.serving;
