package dev.ridgepoint.parallel;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.ShortConvolution;
import dev.ridgepoint.input.InvalidInputException;

/**
 * A model as one device of a tensor-parallel group sees it (Shoeybi et al. 2019, arXiv 1909.08053): fewer heads, narrower blocks, part of the
 * vocabulary, and the whole residual stream. Key-value heads are copied where there are fewer than devices; a latent is one for all heads, so that
 * every device holds all of it.
 */
final class DeviceShare {

    private DeviceShare() { }

    static Architecture of(Architecture whole, Parallelism parallelism) {
        int tensor = parallelism.tensor();
        return new Architecture(
                whole.id(), whole.name(), whole.family(), whole.kind(), whole.provenance(), whole.nativeWeights(), whole.hidden(),
                share(whole.vocabulary(), tensor), whole.embeddings(), whole.norm(), whole.maxContext(), whole.layerPattern(),
                whole.groups().stream().map(group -> new LayerGroup(
                        group.name(), group.layers(), group.mixers().stream().map(mixer -> mixer(whole, mixer, tensor)).toList(),
                        group.feedForwards().stream().map(block -> feedForward(block, parallelism)).toList(), group.norms())).toList());
    }

    private static Mixer mixer(Architecture model, Mixer mixer, int tensor) {
        if (tensor == 1) {
            return mixer;
        }
        if (mixer instanceof GroupedQueryAttention a) {
            return new GroupedQueryAttention(
                    heads(model, a.heads(), tensor), keyValueHeads(model, a.kvHeads(), tensor), a.headSize(), a.span(), a.qkvBias(), a.outputBias(), a.qkNorm(),
                    a.fusedQkv(), a.outputGate(), a.sinks(), a.rotarySize(), a.keyIsValue());
        }
        if (mixer instanceof LatentAttention a) {
            return new LatentAttention(
                    heads(model, a.heads(), tensor), a.queryRank(), a.kvRank(), a.nopeSize(), a.ropeSize(), a.valueSize(), a.indexer());
        }
        if (mixer instanceof Mamba2 m) {
            return new Mamba2(heads(model, m.heads(), tensor), m.headSize(), m.state(), keyValueHeads(model, m.groups(), tensor), m.conv(), m.gateNorm());
        }
        if (mixer instanceof Mamba1 m) {
            return new Mamba1(share(m.inner(), tensor), m.state(), m.dtRank(), m.conv());
        }
        if (mixer instanceof GatedDeltaNet d) {
            return new GatedDeltaNet(
                    keyValueHeads(model, d.keyHeads(), tensor), d.keySize(), heads(model, d.valueHeads(), tensor), d.valueSize(), d.conv());
        }
        ShortConvolution c = (ShortConvolution) mixer;
        return new ShortConvolution(c.conv(), share(c.width(), tensor));
    }

    private static FeedForward feedForward(FeedForward block, Parallelism parallelism) {
        if (block instanceof DenseFeedForward dense) {
            return new DenseFeedForward(share(dense.width(), parallelism.tensor()), dense.gated(), dense.activation(), dense.bias(), dense.fusedGateUp());
        }
        MixtureOfExperts moe = (MixtureOfExperts) block;
        return new MixtureOfExperts(
                moe.experts(), moe.top(), share(moe.width(), parallelism.expertTensor()), moe.gated(), moe.activation(), moe.bias(), moe.routerBias(),
                moe.latent(), moe.sharedWidth() == 0 ? 0 : share(moe.sharedWidth(), parallelism.tensor()), moe.sharedGate());
    }

    private static int heads(Architecture model, int heads, int tensor) {
        if (heads % tensor != 0) {
            throw new InvalidInputException(model.id() + " has " + heads + " heads, which " + tensor + " devices do not share evenly");
        }
        return heads / tensor;
    }

    private static int keyValueHeads(Architecture model, int heads, int tensor) {
        if (heads % tensor != 0 && tensor % heads != 0) {
            throw new InvalidInputException(model.id() + " has " + heads + " key-value heads, which " + tensor + " devices neither share nor copy evenly");
        }
        return Math.max(1, heads / tensor);
    }

    /** The largest part; matrices are padded where they do not divide. */
    private static int share(int whole, int parts) {
        return (whole + parts - 1) / parts;
    }
}
