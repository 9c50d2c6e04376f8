package dev.ridgepoint.sensitivity;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Models that differ from one in a single size, in all of its layers alike. Nothing else follows the size: heads keep their number and their size when the
 * hidden size changes. All methods throw IllegalArgumentException if the parts of the other model would not go together.
 */
final class ModelVariant {

    private final Architecture model;

    private ModelVariant(Architecture model) {
        this.model = model;
    }

    static ModelVariant of(Architecture model) {
        return new ModelVariant(model);
    }

    Architecture hidden(int hidden) {
        return with(hidden, model.vocabulary(), model.groups());
    }

    Architecture vocabulary(int rows) {
        return with(model.hidden(), rows, model.groups());
    }

    /** Key-value heads in the ratio of two numbers. */
    Architecture keyValueHeads(int to, int from) {
        return mixers(mixer -> {
            if (!(mixer instanceof GroupedQueryAttention a)) {
                return mixer;
            }
            if ((long) a.kvHeads() * to % from != 0) {
                throw new IllegalArgumentException(a.kvHeads() + " KV heads times " + to + "/" + from);
            }
            return new GroupedQueryAttention(
                    a.heads(), (int) ((long) a.kvHeads() * to / from), a.headSize(), a.span(), a.qkvBias(), a.outputBias(), a.qkNorm(), a.fusedQkv(),
                    a.outputGate(), a.sinks(), a.rotarySize(), a.keyIsValue());
        });
    }

    Architecture latentRanks(double ratio, int quantum) {
        return mixers(mixer -> mixer instanceof LatentAttention a
                ? new LatentAttention(a.heads(), a.queryRank(), size(a.kvRank(), ratio, quantum), a.nopeSize(), a.ropeSize(), a.valueSize(), a.indexer())
                : mixer);
    }

    Architecture feedForwardWidths(double ratio, int quantum) {
        return feedForwards(block -> block instanceof DenseFeedForward f
                ? new DenseFeedForward(size(f.width(), ratio, quantum), f.gated(), f.activation(), f.bias(), f.fusedGateUp()) : block);
    }

    /** Widths of routed experts; shared experts stay. */
    Architecture expertWidths(double ratio, int quantum) {
        return feedForwards(block -> block instanceof MixtureOfExperts m ? experts(m, m.top(), size(m.width(), ratio, quantum)) : block);
    }

    Architecture expertsOfAToken(double ratio) {
        return feedForwards(block -> block instanceof MixtureOfExperts m ? experts(m, size(m.top(), ratio, 1), m.width()) : block);
    }

    private static MixtureOfExperts experts(MixtureOfExperts m, int top, int width) {
        return new MixtureOfExperts(
                m.experts(), top, width, m.gated(), m.activation(), m.bias(), m.routerBias(), m.latent(), m.sharedWidth(), m.sharedGate());
    }

    private static int size(int size, double ratio, int quantum) {
        long rounded = Math.round(size * ratio / quantum) * quantum;
        if (rounded < 1) {
            throw new IllegalArgumentException("a size of " + rounded);
        }
        return Math.toIntExact(rounded);
    }

    private Architecture mixers(UnaryOperator<Mixer> changed) {
        return with(model.hidden(), model.vocabulary(), model.groups().stream()
                .map(g -> new LayerGroup(g.name(), g.layers(), g.mixers().stream().map(changed).toList(), g.feedForwards(), g.norms())).toList());
    }

    private Architecture feedForwards(UnaryOperator<FeedForward> changed) {
        return with(model.hidden(), model.vocabulary(), model.groups().stream()
                .map(g -> new LayerGroup(g.name(), g.layers(), g.mixers(), g.feedForwards().stream().map(changed).toList(), g.norms())).toList());
    }

    private Architecture with(int hidden, int vocabulary, List<LayerGroup> groups) {
        return new Architecture(
                model.id(), model.name(), model.family(), model.kind(), model.provenance(), model.nativeWeights(), hidden, vocabulary, model.embeddings(),
                model.norm(), model.maxContext(), model.layerPattern(), groups, model.stored());
    }
}
