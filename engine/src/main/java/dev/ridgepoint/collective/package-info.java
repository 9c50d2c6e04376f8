/** What devices send one another: the collectives of parallel inference, and what they cost over a link. */
package dev.ridgepoint.collective;
