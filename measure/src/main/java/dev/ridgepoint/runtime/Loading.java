package dev.ridgepoint.runtime;

/**
 * What it took to have a decoder.
 *
 * @param graphSeconds   describing its graph, and starting the runtime where it was not yet
 * @param weightsSeconds making its weights, which stands for reading them
 * @param sessionSeconds the runtime's own: optimising the graph, taking the weights over and packing them
 */
public record Loading(double graphSeconds, double weightsSeconds, double sessionSeconds) { }
