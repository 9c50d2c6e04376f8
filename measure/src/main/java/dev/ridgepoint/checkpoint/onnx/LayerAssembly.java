package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.onnx.ResidualTrace.Entry;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes layers of what is added to the residual stream, one addition after another: an attention begins a layer, a feed-forward block ends it. */
final class LayerAssembly {

    /** A mixer or a feed-forward block where it stands. */
    private record Block(Optional<Mixer> mixer, Optional<FeedForward> feedForward, Entry entry, boolean postNorm, boolean scaled) { }

    private final Dataflow flow;
    private final int hidden;
    private final Remarks remarks;
    private final List<List<Block>> layers = new ArrayList<>();

    LayerAssembly(Dataflow flow, int hidden, Remarks remarks) {
        this.flow = flow;
        this.hidden = hidden;
        this.remarks = remarks;
    }

    /** @throws NotUnderstoodException if one of the parts is neither */
    void add(List<Branch> parts) {
        List<Block> mixers = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        try {
            for (Branch part : parts) {
                if (AttentionReading.isAttention(part)) {
                    mixers.add(new Block(Optional.of(mixer(part)), Optional.empty(), entry(part), part.postNorm(), false));
                } else {
                    FeedForward read = MixtureReading.isMixture(part) ? MixtureReading.read(flow, part, hidden, remarks)
                            : FeedForwardReading.read(flow, part, remarks);
                    boolean scaled = read instanceof DenseFeedForward && FeedForwardReading.isScaled(part);
                    blocks.add(new Block(Optional.empty(), Optional.of(read), entry(part), part.postNorm(), scaled));
                }
            }
        } catch (NotUnderstoodException e) {
            throw new NotUnderstoodException("layer " + layers.size() + ": " + e.getMessage());
        }
        if (mixers.size() > 1) {
            throw new NotUnderstoodException("layer " + layers.size() + ": " + mixers.size() + " attentions side by side");
        }
        boolean begins = layers.isEmpty() || !mixers.isEmpty() || layers.get(layers.size() - 1).stream().anyMatch(block -> block.feedForward().isPresent());
        if (begins) {
            layers.add(new ArrayList<>());
        }
        List<Block> layer = layers.get(layers.size() - 1);
        layer.addAll(mixers);
        layer.addAll(joined(blocks));
    }

    private Mixer mixer(Branch part) {
        Optional<Mixer> latent = LatentAttentionReading.read(part).map(mixer -> mixer);
        return latent.orElseGet(() -> AttentionReading.read(flow, part, remarks));
    }

    private static Entry entry(Branch part) {
        return part.entry().orElseThrow(() -> new NotUnderstoodException("a block that does not read the stream"));
    }

    /** A dense block beside a mixture is its shared expert. */
    private List<Block> joined(List<Block> blocks) {
        Optional<Block> routed = blocks.stream().filter(block -> block.feedForward().orElseThrow() instanceof MixtureOfExperts).findFirst();
        if (blocks.size() != 2 || routed.isEmpty()) {
            return unscaled(blocks);
        }
        Block other = blocks.get(0) == routed.get() ? blocks.get(1) : blocks.get(0);
        MixtureOfExperts m = (MixtureOfExperts) routed.get().feedForward().orElseThrow();
        if (!(other.feedForward().orElseThrow() instanceof DenseFeedForward shared) || shared.gated() != m.gated() || shared.bias()) {
            return unscaled(blocks);
        }
        MixtureOfExperts both = new MixtureOfExperts(m.experts(), m.top(), m.width(), m.gated(), shared.activation(), m.bias(), m.routerBias(), m.latent(),
                shared.width(), other.scaled());
        return List.of(new Block(Optional.empty(), Optional.of(both), routed.get().entry(), routed.get().postNorm(), false));
    }

    private List<Block> unscaled(List<Block> blocks) {
        if (blocks.stream().anyMatch(Block::scaled)) {
            throw new NotUnderstoodException("layer " + (layers.size() - 1)
                    + ": a feed-forward block that a product of one output scales, and no experts beside it");
        }
        return blocks;
    }

    /** The layers, first to last. Those of one name are the same. */
    List<Layer> layers() {
        List<Layer> read = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            List<Block> blocks = layers.get(i);
            List<Mixer> mixers = blocks.stream().map(Block::mixer).flatMap(Optional::stream).toList();
            List<FeedForward> feedForwards = blocks.stream().map(Block::feedForward).flatMap(Optional::stream).toList();
            read.add(new Layer(name(mixers, feedForwards), mixers, feedForwards, norms(i, blocks)));
        }
        Map<Layer, String> names = new LinkedHashMap<>();
        for (Layer layer : read) {
            long same = names.keySet().stream().filter(other -> other.name().equals(layer.name())).count();
            names.computeIfAbsent(layer, kind -> kind.name() + (same == 0 ? "" : "-" + (same + 1)));
        }
        return read.stream().map(layer -> layer.named(names.size() == 1 ? "block" : names.get(layer))).toList();
    }

    private static String name(List<Mixer> mixers, List<FeedForward> blocks) {
        List<String> kinds = new ArrayList<>();
        mixers.forEach(mixer -> kinds.add(mixer.kindName()));
        blocks.forEach(block -> kinds.add(block.kindName()));
        return kinds.stream().map(kind -> kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")).collect(Collectors.joining("-"));
    }

    private static Norms norms(int layer, List<Block> blocks) {
        boolean before = blocks.stream().allMatch(block -> block.entry().norm().isPresent());
        boolean noneBefore = blocks.stream().noneMatch(block -> block.entry().norm().isPresent());
        boolean after = blocks.stream().allMatch(Block::postNorm);
        boolean noneAfter = blocks.stream().noneMatch(Block::postNorm);
        if (before && after) {
            return Norms.PRE_AND_POST;
        }
        if (noneBefore && after) {
            return Norms.POST;
        }
        if (noneBefore && noneAfter) {
            throw new NotUnderstoodException("layer " + layer + ": a layer without norms, which no descriptor can tell");
        }
        if (!before || !noneAfter) {
            throw new NotUnderstoodException("layer " + layer + ": norms before or after some of its blocks and not others");
        }
        boolean parallel = blocks.size() > 1 && blocks.stream().map(block -> block.entry().additions()).distinct().count() == 1;
        if (!parallel) {
            return Norms.PRE;
        }
        boolean one = blocks.stream().map(block -> block.entry().norm().orElseThrow().output()).distinct().count() == 1;
        return one ? Norms.PARALLEL : Norms.PARALLEL_TWO_NORMS;
    }
}
