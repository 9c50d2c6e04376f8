/** How much the time of a phase depends on each parameter of a device, of a model and of its formats. */
package dev.ridgepoint.sensitivity;
