/**
 * How much of its ceilings a runtime reaches on a device, told from measurements: fitted on some models, tested on others.
 *
 * <p>{@link dev.ridgepoint.efficiency.Efficiencies} and {@link dev.ridgepoint.efficiency.DecodeCosts} are fitted to cells of a
 * {@link dev.ridgepoint.validate.Validation}; {@link dev.ridgepoint.efficiency.HeldOut} fits them on half of the models and predicts the other half;
 * {@link dev.ridgepoint.efficiency.CrossFit} does so both ways.
 */
package dev.ridgepoint.efficiency;
