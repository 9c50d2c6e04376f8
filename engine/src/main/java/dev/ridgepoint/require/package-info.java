/** The inverse question: what a device needs for rates that are asked for. */
package dev.ridgepoint.require;
