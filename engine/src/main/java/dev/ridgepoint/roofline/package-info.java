/** The ceilings of a device, and what it could still give at an operating point. */
package dev.ridgepoint.roofline;
