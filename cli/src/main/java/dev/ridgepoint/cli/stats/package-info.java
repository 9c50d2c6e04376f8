/** The report of {@code ridgepoint stats}, a file a section: what was found in words, and the tables that say so. */
package dev.ridgepoint.cli.stats;
