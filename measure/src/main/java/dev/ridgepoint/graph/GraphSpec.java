package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;

/**
 * Which graph is to be built.
 *
 * @param architecture    the model
 * @param format          of all layers' matrices and of the output projection; embedding tables, routers, the shared experts' scalar gate and latent
 *                        attention's up-projection in its absorbed execution stay in 32 bits
 * @param latentExecution how latent attention is executed; {@code CHEAPER} is expanded for passes of several tokens and absorbed for single ones
 * @param maxTokens       room in the cache, for one sequence
 * @param batch           sequences
 */
public record GraphSpec(Architecture architecture, MatrixFormat format, LatentExecution latentExecution, int maxTokens, int batch) { }
