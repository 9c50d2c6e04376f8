package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormats;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A model on one page: its layers, its tensors, and what they take in memory. */
final class ModelSheet {

    private static final int CACHE_BYTES = 2;

    private ModelSheet() { }

    /** All tensors of one role. */
    private record RoleTotal(TensorRole role, long tensors, long weights) {

        private RoleTotal plus(RoleTotal other) {
            return new RoleTotal(role, tensors + other.tensors, weights + other.weights);
        }
    }

    static void print(Architecture model, Page page) {
        long parameters = model.parameters();
        page.heading(PredictionPrintout.named(model.name(), model.id()));
        page.prose(summary(model, parameters), "  ");
        page.prose("KV cache " + Written.bytes((double) CACHE_BYTES * model.cacheElementsPerToken()) + " a token in 16 bits"
                + state(model) + ".", "  ");
        page.prose("Checkpoint: " + String.join(", ", Stream.of("bf16", "q8_0", "q4_k_m")
                .map(format -> Written.bytes(CheckpointSize.of(model, WeightsFormats.named(format).orElseThrow()).bytes()) + " in " + format)
                .toList()) + ".", "  ");
        page.gap();
        groups(model).print(page);
        page.gap();
        tensors(model, parameters).print(page);
        page.gap();
        page.prose("Source (" + model.provenance().confidence() + "): " + model.provenance().source(), "  ");
        if (!model.provenance().notes().isEmpty()) {
            page.prose(model.provenance().notes(), "");
        }
    }

    private static String summary(Architecture model, long parameters) {
        long active = model.activeParameters();
        return Named.Constant.word(model.kind()) + " of the " + model.family() + " family, " + Written.count(parameters) + " parameters"
                + (active == parameters ? "" : ", " + Written.count(active) + " active")
                + ", published in " + model.nativeWeights() + "; " + model.layers() + " layers, hidden size " + model.hidden() + ", vocabulary "
                + model.vocabulary() + (model.embeddings().tied() ? " (tied)" : "") + ", " + Named.Constant.word(model.norm())
                + (model.maxContext() > 0 ? ", context " + model.maxContext() : "") + ".";
    }

    private static String state(Architecture model) {
        long elements = model.groups().stream()
                .mapToLong(group -> group.count() * group.mixers().stream().mapToLong(Mixer::stateElements).sum()).sum();
        return elements == 0 ? "" : ", and a recurrent state of " + Written.bytes(4.0 * elements) + " a sequence";
    }

    private static Table<LayerGroup> groups(Architecture model) {
        return new Table<>(List.of(
                Column.words("Group", "group", LayerGroup::name),
                Column.number("Layers", "layers", LayerGroup::count, Written::number),
                Column.words("Mixer", "mixer", group -> String.join(" + ", group.mixers().stream().map(Mixer::kindName).toList())),
                Column.words("Feed-forward", "feed_forward",
                        group -> String.join(" + ", group.feedForwards().stream().map(FeedForward::kindName).toList())),
                Column.words("Norms", "norms", group -> Named.Constant.word(group.norms())),
                Column.number("Parameters a layer", "parameters",
                        group -> group.tensors(model).stream().mapToLong(tensor -> tensor.weights()).sum(), Written::count)),
                model.groups());
    }

    private static Table<RoleTotal> tensors(Architecture model, long parameters) {
        Map<TensorRole, RoleTotal> totals = new EnumMap<>(TensorRole.class);
        for (Tensor tensor : model.tensors()) {
            totals.merge(tensor.role(), new RoleTotal(tensor.role(), tensor.copies(), tensor.weights()), RoleTotal::plus);
        }
        return new Table<>(List.of(
                Column.words("Tensors", "role", total -> Named.Constant.word(total.role())),
                Column.number("Count", "count", RoleTotal::tensors, Written::number),
                Column.number("Parameters", "parameters", RoleTotal::weights, Written::count),
                Column.forPeople("Share", total -> Written.percent((double) total.weights() / parameters))),
                List.copyOf(totals.values()));
    }
}
