/** A model spread over several devices: what each of them holds and does, and what they send one another. */
package dev.ridgepoint.parallel;
