package dev.ridgepoint.published;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.input.InvalidInputException;
import java.util.Locale;

/** Two readings of RooflineBench's Table 2: what its paper prints, and what its code (github.com/banbu-ai/roofline_bench, cal_flops_utils.py) does. */
public enum Reading {
    /** The symbols are the model's: {@code n_k} its key-value heads, {@code d_h} the size of its heads, {@code d_c} and {@code d_l} its latent. */
    AS_PRINTED {
        @Override
        AttentionCount grouped(GroupedQueryAttention a, double hidden) {
            return a.heads() == a.kvHeads() ? new AttentionCount.Mha(a.heads(), a.headSize(), hidden)
                    : new AttentionCount.Gqa(a.heads(), a.kvHeads(), a.headSize(), hidden);
        }

        @Override
        double cacheElements(GroupedQueryAttention a, double hidden, double tokens) {
            return grouped(a, hidden).cacheElements(tokens);
        }

        @Override
        AttentionCount latent(LatentAttention a, double hidden) {
            return new AttentionCount.Mla(a.heads(), a.kvRank(), a.kvRank(), a.ropeSize(), a.nopeSize(), hidden);
        }
    },
    /**
     * Half of the key-value heads, as if keys and values shared them, in the cache of MHA too; {@code d_h = H / n_h} whatever the model's heads are;
     * {@code d_c = 512} and {@code d_l = H} of every latent.
     */
    AS_CODED {
        @Override
        AttentionCount grouped(GroupedQueryAttention a, double hidden) {
            double headSize = hidden / a.heads();
            return a.heads() == a.kvHeads() ? new AttentionCount.Mha(a.heads(), headSize, hidden) : halved(a, hidden);
        }

        @Override
        double cacheElements(GroupedQueryAttention a, double hidden, double tokens) {
            return halved(a, hidden).cacheElements(tokens);
        }

        @Override
        AttentionCount latent(LatentAttention a, double hidden) {
            return new AttentionCount.Mla(a.heads(), CODED_LATENT, hidden, a.ropeSize(), a.nopeSize(), hidden);
        }

        private AttentionCount halved(GroupedQueryAttention a, double hidden) {
            return new AttentionCount.Gqa(a.heads(), a.kvHeads() / 2.0, hidden / a.heads(), hidden);
        }
    };

    private static final double CODED_LATENT = 512;

    /** The name in files: {@code as-printed}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What all layers of a model count to over a prompt.
     *
     * @param tokens the prompt's, {@code N}
     * @throws InvalidInputException if Table 2 has no row for one of its layers; the message is one line with the reason
     */
    public PublishedWork of(Architecture model, int tokens) {
        if (model.kind() == Architecture.Kind.ENCODER) {
            throw notCovered(model, "an encoder keeps no KV cache");
        }
        double cache = 0;
        double attention = 0;
        double linear = 0;
        for (LayerGroup group : model.groups()) {
            if (group.mixers().size() != 1) {
                throw notCovered(model, group.mixers().isEmpty() ? "a layer without attention" : "two mixers side by side");
            }
            Mixer mixer = group.mixers().get(0);
            AttentionCount layer = layer(model, mixer);
            double cached = mixer instanceof GroupedQueryAttention a ? cacheElements(a, model.hidden(), tokens) : layer.cacheElements(tokens);
            cache += group.count() * cached;
            attention += group.count() * layer.attention(tokens);
            linear += group.count() * layer.linear(tokens);
        }
        return new PublishedWork(cache, attention, linear);
    }

    private AttentionCount layer(Architecture model, Mixer mixer) {
        if (mixer instanceof GroupedQueryAttention a && a.span().equals(AttentionSpan.FULL) && !a.keyIsValue() && !a.outputGate()) {
            return grouped(a, model.hidden());
        }
        if (mixer instanceof LatentAttention a && a.indexer().isEmpty() && a.queryRank() == 0) {
            return latent(a, model.hidden());
        }
        throw notCovered(model, reason(mixer));
    }

    private static String reason(Mixer mixer) {
        if (mixer instanceof GroupedQueryAttention a && a.span().equals(AttentionSpan.FULL)) {
            return a.keyIsValue() ? "attention whose keys are its values" : "attention with an output gate";
        }
        return mixer instanceof LatentAttention a && a.indexer().isEmpty() ? "MLA with a latent of the queries" : mixer.kindName();
    }

    private static InvalidInputException notCovered(Architecture model, String why) {
        return new InvalidInputException("Table 2 of RooflineBench does not cover " + model.id() + ": " + why);
    }

    abstract AttentionCount grouped(GroupedQueryAttention attention, double hidden);

    abstract double cacheElements(GroupedQueryAttention attention, double hidden, double tokens);

    abstract AttentionCount latent(LatentAttention attention, double hidden);
}
