package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;

/**
 * Which decoder is to be built.
 *
 * @param architecture    the model, already cut or extended to the layers wanted
 * @param weights         how its matrices are stored
 * @param latentExecution how latent attention is executed; {@code CHEAPER} is expanded for passes of several tokens and absorbed for single ones
 * @param maxTokens       room in the cache, for one sequence
 * @param batch           sequences
 * @param threads         threads of the runtime
 * @param seed            of the random weights
 */
public record DecoderSpec(
        Architecture architecture, StoredWeights weights, LatentExecution latentExecution, int maxTokens, int batch, int threads, long seed) { }
