/** A model's architecture: kinds of layer, their weights, what a token caches. One kind of attention or feed-forward a file. */
package dev.ridgepoint.architecture;
