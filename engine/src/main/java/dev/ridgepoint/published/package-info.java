/**
 * What RooflineBench (arXiv 2602.11506v3) counts, as it is published: for laying beside first principles, never in their place.
 *
 * <p>{@link dev.ridgepoint.published.AttentionCount} is its Table 2, {@link dev.ridgepoint.published.PublishedWork} that table over a model's layers,
 * {@link dev.ridgepoint.published.PublishedPoint} an operating point of its figures. What is wrong with each is said where it is defined.
 */
package dev.ridgepoint.published;
