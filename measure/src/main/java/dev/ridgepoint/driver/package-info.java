/**
 * What a response is driven by: a random forest, and how much worse it predicts once one predictor at a time is shuffled.
 *
 * <p>{@link dev.ridgepoint.driver.Forest} grows regression trees with Tribuo; {@link dev.ridgepoint.driver.PermutationImportance} shuffles;
 * {@link dev.ridgepoint.driver.Circularity} finds predictors that hold the answer.
 */
package dev.ridgepoint.driver;
