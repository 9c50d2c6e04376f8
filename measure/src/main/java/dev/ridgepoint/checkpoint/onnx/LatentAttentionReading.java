package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.architecture.LatentAttention;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a branch as latent attention that projects its latents up, by the shapes of its products alone. Of {@code h} heads the queries have
 * {@code h (nope + rope)} rows, the up-projection {@code h (nope + value)} and the last product {@code h value} inputs, so that
 * {@code h = (queries - up + inputs) / rope}; the product that makes the latents has {@code rank + rope} outputs, the up-projection {@code rank} inputs.
 */
final class LatentAttentionReading {

    private LatentAttentionReading() { }

    /** Empty for a branch of other shapes. */
    static Optional<LatentAttention> read(Branch branch) {
        List<Projection> reading = branch.reading();
        List<Projection> inner = branch.inner();
        if (reading.size() != 2 || inner.size() < 2 || inner.size() > 3) {
            return Optional.empty();
        }
        Projection last = inner.get(inner.size() - 1);
        return Stream.of(0, 1).flatMap(place -> {
            Projection latent = reading.get(place);
            Projection query = reading.get(1 - place);
            if (inner.size() == 2) {
                return shaped(0, query.outputs(), latent, inner.get(0), last).stream();
            }
            return Stream.of(0, 1).filter(second -> inner.get(second).inputs() == query.outputs())
                    .flatMap(second -> shaped(query.outputs(), inner.get(second).outputs(), latent, inner.get(1 - second), last).stream());
        }).findFirst();
    }

    private static Optional<LatentAttention> shaped(long queryRank, long queries, Projection latent, Projection up, Projection last) {
        long rank = up.inputs();
        long rope = latent.outputs() - rank;
        if (rope <= 0 || (queries - up.outputs() + last.inputs()) % rope != 0) {
            return Optional.empty();
        }
        long heads = (queries - up.outputs() + last.inputs()) / rope;
        if (heads <= 0 || last.inputs() % heads != 0 || queries % heads != 0 || queries / heads <= rope) {
            return Optional.empty();
        }
        return Optional.of(new LatentAttention((int) heads, (int) queryRank, (int) rank, (int) (queries / heads - rope), (int) rope,
                (int) (last.inputs() / heads), Optional.empty()));
    }
}
