/** Many requests at once in a steady state, in closed form. */
package dev.ridgepoint.concurrency;
