/**
 * Measurements laid over predictions.
 *
 * <p>The way of a measurement: a {@link dev.ridgepoint.validate.ResultFormat} reads a file into {@link dev.ridgepoint.validate.MeasuredRow rows} as they are
 * printed; the {@link dev.ridgepoint.validate.Validator} finds device, model and formats in the library, predicts the same test, and returns a
 * {@link dev.ridgepoint.validate.Validation}: rows side by side, errors by group, what broke a roof, and what was skipped and why. A format of results is a
 * reader and a line in {@code ResultFormat}.
 */
package dev.ridgepoint.validate;
