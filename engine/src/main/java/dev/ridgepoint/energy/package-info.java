/** What a prediction draws in power and costs in money. */
package dev.ridgepoint.energy;
