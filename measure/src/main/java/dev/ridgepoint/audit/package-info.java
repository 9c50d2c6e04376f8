/**
 * What is doubtful in measurements: listed with its place and its reason, never dropped. A {@link dev.ridgepoint.audit.Check} is a file and a line in its list.
 */
package dev.ridgepoint.audit;
