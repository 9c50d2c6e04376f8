/** Whether one benchmark run is faster or slower than another, and whether that can be told from noise. */
package dev.ridgepoint.compare;
