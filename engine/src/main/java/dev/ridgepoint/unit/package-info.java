/** Quantities with their units, as people write them. */
package dev.ridgepoint.unit;
