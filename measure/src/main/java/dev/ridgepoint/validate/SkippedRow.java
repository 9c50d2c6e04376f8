package dev.ridgepoint.validate;

/**
 * A measurement that is not compared with a prediction.
 *
 * @param row    where it stands and what it measured
 * @param reason why it is not
 */
public record SkippedRow(String row, String reason) { }
