package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.outline.Outline;

/** What stands before and after the layers, where it is more than an embedding and a norm. */
final class Embeddings {

    private Embeddings() { }

    /** A table of positions beside the embedding. */
    static Architecture.Embeddings positions(boolean tied, int positions) {
        return new Architecture.Embeddings(tied, positions, 0, false, true, false, false);
    }

    /** An output projection with a bias. */
    static Outline withOutputBias(Outline plain) {
        Architecture.Embeddings e = plain.embeddings();
        Architecture.Embeddings biased = new Architecture.Embeddings(e.tied(), e.positions(), e.tokenTypes(), e.embeddingNorm(), e.finalNorm(), true,
                e.pooler());
        return new Outline(plain.family(), plain.kind(), plain.hidden(), plain.vocabulary(), biased, plain.norm(), plain.maxContext(), plain.layers());
    }
}
