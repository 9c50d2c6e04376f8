/** Fits a runtime's parameters to measurements, and says how far its predictions lie from devices and models that were left out. */
package dev.ridgepoint.calibrate;
