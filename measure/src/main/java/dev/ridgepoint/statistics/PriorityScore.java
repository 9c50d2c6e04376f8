package dev.ridgepoint.statistics;

/**
 * How much something needs to be made steadier.
 *
 * @param label of what was scored
 * @param score greater is worse
 * @param rank  1 for the greatest score; equals share the better rank
 */
public record PriorityScore(String label, double score, int rank) { }
