/** A device as its profile describes it, every value with its source. */
package dev.ridgepoint.hardware;
