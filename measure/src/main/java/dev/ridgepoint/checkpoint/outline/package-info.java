/** What a model's file says, before it is an architecture: layer by layer, with what was assumed and what was not understood. */
package dev.ridgepoint.checkpoint.outline;
