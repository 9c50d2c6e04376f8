package dev.ridgepoint.sensitivity;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.sensitivity.Parameter.Kind;
import dev.ridgepoint.sensitivity.Parameter.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The sizes of a model. They are whole numbers, and not every one is valid: key-value heads divide the heads, and sizes that are cut into the blocks of a
 * weights format stay multiples of a block, as another block format would take their place otherwise. Where a model has several layers of a kind, all of
 * them change in proportion.
 */
final class ModelParameters {

    private final Setting setting;
    private final Architecture model;
    private final Change change;
    private final int block;
    private final List<Parameter> parameters = new ArrayList<>();

    private ModelParameters(Setting setting, Change change) {
        this.setting = setting;
        this.model = setting.model();
        this.change = change;
        this.block = model.tensors().stream().map(tensor -> setting.numerics().weights().blockFor(tensor, model))
                .flatMapToInt(format -> IntStream.of(format.blockRows(), format.blockColumns())).filter(size -> size != BlockFormat.WHOLE_ROW).max().orElse(1);
    }

    static List<Parameter> of(Setting setting, Change change) {
        ModelParameters all = new ModelParameters(setting, change);
        all.collect();
        return all.parameters;
    }

    private void collect() {
        layers();
        multiples("hidden size", model.hidden(), quantum(model.hidden()), Integer.MAX_VALUE, hidden -> ModelVariant.of(model).hidden(hidden));
        multiples("vocabulary", model.vocabulary(), quantum(model.vocabulary()), Integer.MAX_VALUE, rows -> ModelVariant.of(model).vocabulary(rows));
        first(GroupedQueryAttention.class).ifPresent(this::keyValueHeads);
        first(LatentAttention.class).ifPresent(latent -> multiples("latent rank", latent.kvRank(), quantum(latent.kvRank()), Integer.MAX_VALUE,
                rank -> ModelVariant.of(model).latentRanks((double) rank / latent.kvRank(), quantum(latent.kvRank()))));
        firstFeedForward(DenseFeedForward.class).ifPresent(dense -> multiples("feed-forward width", dense.width(), quantum(dense.width()), Integer.MAX_VALUE,
                width -> ModelVariant.of(model).feedForwardWidths((double) width / dense.width(), quantum(dense.width()))));
        firstFeedForward(MixtureOfExperts.class).ifPresent(experts -> {
            multiples("expert width", experts.width(), quantum(experts.width()), Integer.MAX_VALUE,
                    width -> ModelVariant.of(model).expertWidths((double) width / experts.width(), quantum(experts.width())));
            multiples("experts a token", experts.top(), 1, experts.experts(), top -> ModelVariant.of(model).expertsOfAToken((double) top / experts.top()));
        });
    }

    /**
     * A model keeps its mixture of layers only by whole cycles of its pattern: the nearest values are a cycle away. Where one cycle is the whole model there is
     * none below, and twice the model above. Changes cut and extend the model wherever they fall, as {@code --layers} does.
     */
    private void layers() {
        int layers = model.layers();
        int cycle = model.layerPattern().cycle().stream().distinct().count() == 1 ? 1 : model.layerPattern().cycle().size();
        List<Step> near = steps(layers, new int[] {layers - cycle, layers + cycle}, model::withLayers);
        List<Step> asked = steps(layers, new int[] {
            (int) Math.min(layers - 1, Math.round(layers * change.less())), (int) Math.max(layers + 1, Math.round(layers * change.more()))}, model::withLayers);
        add("layers", layers, near, asked);
    }

    private <M extends Mixer> Optional<M> first(Class<M> type) {
        return model.groups().stream().map(LayerGroup::mixers).flatMap(List::stream).filter(type::isInstance).map(type::cast).findFirst();
    }

    private <F extends FeedForward> Optional<F> firstFeedForward(Class<F> type) {
        return model.groups().stream().map(LayerGroup::feedForwards).flatMap(List::stream).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** What a size stays a multiple of. */
    private int quantum(int size) {
        return size % block == 0 ? block : Math.min(block, Integer.lowestOneBit(size));
    }

    private void keyValueHeads(GroupedQueryAttention attention) {
        int[] divisors = IntStream.rangeClosed(1, attention.heads()).filter(heads -> attention.heads() % heads == 0).toArray();
        add("KV heads", attention.kvHeads(), divisors, heads -> ModelVariant.of(model).keyValueHeads(heads, attention.kvHeads()));
    }

    private void multiples(String name, int value, int quantum, int most, IntFunction<Architecture> with) {
        long less = Math.min(value - (long) quantum, Math.round(value * change.less() / quantum) * quantum);
        long more = Math.max(value + (long) quantum, Math.round(value * change.more() / quantum) * quantum);
        int[] values = IntStream.of(value - quantum, value + quantum, (int) Math.max(quantum, less), (int) Math.min(most, more))
                .filter(other -> other > 0 && other <= most).distinct().toArray();
        add(name, value, values, with);
    }

    private void add(String name, int value, int[] values, IntFunction<Architecture> with) {
        List<Step> steps = steps(value, values, with);
        add(name, value, steps, steps);
    }

    private void add(String name, int value, List<Step> near, List<Step> asked) {
        parameters.add(new Parameter(name, Kind.MODEL, "" + value,
                near.stream().filter(step -> step.ratio() < 1).max(Comparator.comparingDouble(Step::ratio)),
                near.stream().filter(step -> step.ratio() > 1).min(Comparator.comparingDouble(Step::ratio)),
                FormatParameters.nearest(asked, change.less(), step -> step.ratio() < 1),
                FormatParameters.nearest(asked, change.more(), step -> step.ratio() > 1)));
    }

    private List<Step> steps(int value, int[] values, IntFunction<Architecture> with) {
        return IntStream.of(values).filter(other -> other > 0 && other != value).mapToObj(other -> step(other, value, with)).flatMap(Optional::stream).toList();
    }

    /** A model of that size, if there can be one. */
    private Optional<Step> step(int other, int value, IntFunction<Architecture> with) {
        try {
            return Optional.of(new Step((double) other / value, "" + other, setting.with(with.apply(other))));
        } catch (IllegalArgumentException e) {
            // Its parts do not go together: heads that their key-value heads do not divide, a rank of nothing.
            return Optional.empty();
        }
    }
}
