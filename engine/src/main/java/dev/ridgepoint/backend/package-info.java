/**
 * How a runtime runs a model on one kind of device: which kernel multiplies, what each operator costs beside its work, and which share of the device's ceilings it
 * reaches. A {@link dev.ridgepoint.backend.Backend} is shared by all devices of a class and scales with what a profile states, so that a device that was never
 * measured is predicted from its data sheet.
 */
package dev.ridgepoint.backend;
