package dev.ridgepoint.architecture;

import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.architecture.Architecture.Provenance;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an architecture descriptor; the keys are described in {@code architectures/README.md}. */
public final class ArchitectureReader {

    private static final Pattern REPEAT = Pattern.compile("(?:(\\d{1,4})\\s*x\\s*)?([\\w.-]+)");
    private static final String LAYERS = "layers.count";
    private static final int MAX_LAYERS = 10_000;
    private static final double MOST_WEIGHTS = 1e18;

    private ArchitectureReader() { }

    /**
     * Reads a descriptor.
     *
     * @throws InvalidInputException if the file is not a valid descriptor
     * @throws NotModelledException  if the file says that the model is not modelled
     */
    public static Architecture read(Path path) {
        return read(YamlFile.read(path));
    }

    /**
     * Reads a descriptor with fields set to other values. The number of layers cuts or extends the model as {@link Architecture#withLayers} does, so that a
     * pattern may end before it has named every group.
     *
     * @throws InvalidInputException if there is no place for one of them, or what comes out is not a valid descriptor
     * @throws NotModelledException  if the file says that the model is not modelled
     */
    public static Architecture read(YamlMapping descriptor, List<YamlChange> changes) {
        YamlMapping changed = descriptor;
        Optional<Integer> layers = Optional.empty();
        for (YamlChange change : changes) {
            if (change.path().equals(LAYERS)) {
                layers = Optional.of((int) YamlMapping.scalar(change.value()).integer(1, MAX_LAYERS));
            } else {
                changed = change.in(changed);
            }
        }
        Architecture architecture = read(changed);
        return layers.map(architecture::withLayers).orElse(architecture);
    }

    private static Architecture read(YamlMapping top) {
        String id = top.text("id");
        Optional<YamlNode> notModelled = top.find("not-modelled");
        if (notModelled.isPresent()) {
            throw new NotModelledException(id, YamlMapping.scalar(notModelled.get()).text());
        }
        top.find("recalled");
        Provenance provenance = new Provenance(top.text("source", ""), top.text("confidence", "exact"), top.text("notes", ""));
        int hidden = top.positive("hidden");
        LayerPattern pattern = pattern(top.mapping("layers"));
        Embeddings embeddings = new Embeddings(
                top.flag("tied-embeddings", false), top.natural("positions", 0), top.natural("token-types", 0), top.flag("embedding-norm", false),
                top.flag("final-norm", true), top.flag("lm-head-bias", false), top.flag("pooler", false),
                top.choice("pooling", Architecture.Pooling.NONE));
        Architecture architecture = new Architecture(
                id, top.text("name", id), top.text("family", "llama"), top.choice("kind", Architecture.Kind.DECODER), provenance,
                top.text("native-weights", "bf16"), hidden, top.positive("vocabulary"), embeddings,
                top.choice("norm", Architecture.Norm.RMSNORM), top.natural("max-context", 0), pattern,
                groups(top.mapping("groups"), pattern, hidden), stored(top.findMapping("stored")));
        top.rejectUnknownKeys();
        requireCountable(top, architecture);
        if (architecture.kind() == Architecture.Kind.ENCODER) {
            requireAttentionOnly(top, architecture);
        } else if (embeddings.pooling() != Architecture.Pooling.NONE) {
            throw top.get("pooling").place().mistake("a decoder does not pool");
        }
        return architecture;
    }

    /** Each width is bounded where it is read, so that no tensor's rows overflow; their products and sums might. */
    private static void requireCountable(YamlMapping top, Architecture architecture) {
        double weights = architecture.groups().stream()
                .mapToDouble(group -> group.count() * group.tensors(architecture).stream()
                        .mapToDouble(tensor -> (double) tensor.rows() * tensor.columns() * tensor.copies()).sum())
                .sum();
        if (weights > MOST_WEIGHTS) {
            throw top.place().mistake("the layers have more than " + MOST_WEIGHTS + " weights");
        }
    }

    private static void requireAttentionOnly(YamlMapping top, Architecture architecture) {
        boolean recurrent = architecture.groups().stream().flatMap(g -> g.mixers().stream()).anyMatch(m -> !(m instanceof GroupedQueryAttention));
        if (recurrent) {
            throw top.get("kind").place().mistake("an encoder has mha, gqa or mqa mixers only");
        }
    }

    private static LayerPattern pattern(YamlMapping layers) {
        YamlScalar count = YamlMapping.scalar(layers.get("count"));
        List<String> cycle = runs(layers.items("pattern"), "group", "the pattern");
        layers.rejectUnknownKeys();
        try {
            return new LayerPattern((int) count.integer(1, MAX_LAYERS), cycle);
        } catch (IllegalArgumentException e) {
            throw layers.place().mistake(e.getMessage());
        }
    }

    /** Names, each of which may stand for several of the same: {@code N x name}. */
    private static List<String> runs(List<YamlNode> items, String what, String whole) {
        List<String> names = new ArrayList<>();
        for (YamlNode item : items) {
            YamlScalar run = YamlMapping.scalar(item);
            Matcher matcher = REPEAT.matcher(run.text());
            if (!matcher.matches()) {
                throw run.place().mistake("'" + run.text() + "' is neither a " + what + " nor 'N x " + what + "'");
            }
            int times = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            if (names.size() + times > MAX_LAYERS) {
                throw run.place().mistake(whole + " has more than " + MAX_LAYERS + " layers");
            }
            for (int i = 0; i < times; i++) {
                names.add(matcher.group(2));
            }
        }
        return names;
    }

    private static StoredTensors stored(Optional<YamlMapping> stored) {
        Map<TensorRole, List<String>> formats = new EnumMap<>(TensorRole.class);
        stored.ifPresent(mapping -> {
            for (TensorRole role : TensorRole.values()) {
                String key = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (mapping.find(key).isPresent()) {
                    List<String> ids = runs(mapping.items(key), "format", key);
                    if (ids.isEmpty()) {
                        throw mapping.get(key).place().mistake("names no format");
                    }
                    formats.put(role, ids);
                }
            }
            mapping.rejectUnknownKeys();
        });
        return new StoredTensors(formats);
    }

    private static List<LayerGroup> groups(YamlMapping groups, LayerPattern pattern, int hidden) {
        for (String used : pattern.cycle()) {
            if (!groups.keys().contains(used)) {
                throw groups.place().mistake("the pattern names '" + used + "', which is not a group" + Nearest.hint(used, groups.keys()));
            }
        }
        List<LayerGroup> read = new ArrayList<>();
        for (String name : groups.keys()) {
            YamlMapping group = groups.mapping(name);
            List<Mixer> mixers = new ArrayList<>();
            for (YamlMapping mixer : oneOrMore(group, "mixer", "mixers")) {
                mixers.add(reporting(mixer, () -> mixer(mixer, hidden)));
            }
            List<FeedForward> feedForwards = new ArrayList<>();
            for (YamlMapping block : oneOrMore(group, "feed-forward", "feed-forwards")) {
                feedForwards.add(reporting(block, () -> feedForward(block)));
            }
            LayerGroup.Norms norms = group.choice("norms", LayerGroup.Norms.PRE);
            group.rejectUnknownKeys();
            List<Integer> layers = pattern.layersOf(name);
            if (layers.isEmpty()) {
                throw group.place().mistake("no layer of the pattern uses this group");
            }
            read.add(new LayerGroup(name, layers, mixers, feedForwards, norms));
        }
        return read;
    }

    private static List<YamlMapping> oneOrMore(YamlMapping group, String one, String several) {
        Optional<YamlMapping> single = group.findMapping(one);
        if (group.find(several).isEmpty()) {
            return single.stream().toList();
        }
        if (single.isPresent()) {
            throw group.place().mistake("give either '" + one + "' or '" + several + "'");
        }
        return group.items(several).stream().map(YamlMapping::mapping).toList();
    }

    private static <T> T reporting(YamlMapping mapping, java.util.function.Supplier<T> reading) {
        try {
            T value = reading.get();
            mapping.rejectUnknownKeys();
            return value;
        } catch (IllegalArgumentException e) {
            throw mapping.place().mistake(e.getMessage());
        }
    }

    private enum MixerKind { MHA, GQA, MQA, MLA, MAMBA1, MAMBA2, GATED_DELTA_NET, SHORT_CONV }

    private static Mixer mixer(YamlMapping m, int hidden) {
        MixerKind kind = m.choice("kind", MixerKind.class);
        return switch (kind) {
            case MHA, GQA, MQA -> groupedQueryAttention(m, kind);
            case MLA -> new LatentAttention(
                    m.positive("heads"), m.natural("q-rank", 0), m.positive("kv-rank"), m.positive("nope-size"), m.positive("rope-size"),
                    m.positive("value-size"), m.findMapping("indexer").map(ArchitectureReader::indexer));
            case MAMBA1 -> new Mamba1(m.positive("inner"), m.positive("state"), m.positive("dt-rank"), m.positive("conv"));
            case MAMBA2 -> new Mamba2(
                    m.positive("heads"), m.positive("head-size"), m.positive("state"), m.positive("groups"), m.positive("conv"),
                    m.flag("gate-norm", true));
            case GATED_DELTA_NET -> new GatedDeltaNet(
                    m.positive("key-heads"), m.positive("key-size"), m.positive("value-heads"), m.positive("value-size"), m.positive("conv"));
            case SHORT_CONV -> new ShortConvolution(m.positive("conv"), hidden);
        };
    }

    private static LatentAttention.Indexer indexer(YamlMapping m) {
        LatentAttention.Indexer indexer = new LatentAttention.Indexer(m.positive("heads"), m.positive("head-size"), m.positive("top"));
        m.rejectUnknownKeys();
        return indexer;
    }

    private static GroupedQueryAttention groupedQueryAttention(YamlMapping m, MixerKind kind) {
        int heads = m.positive("heads");
        int kvHeads = m.positive("kv-heads");
        int headSize = m.positive("head-size");
        MixerKind implied = kvHeads == heads ? MixerKind.MHA : kvHeads == 1 ? MixerKind.MQA : MixerKind.GQA;
        if (kind != implied && heads % kvHeads == 0) {
            throw m.get("kind").place().mistake(heads + " heads over " + kvHeads + " KV heads is " + implied.name().toLowerCase(Locale.ROOT));
        }
        return new GroupedQueryAttention(
                heads, kvHeads, headSize, span(m), m.flag("qkv-bias", false), m.flag("o-bias", false),
                m.choice("qk-norm", GroupedQueryAttention.QkNorm.NONE), m.flag("fused-qkv", false), m.flag("output-gate", false),
                m.flag("sinks", false), m.natural("rotary-size", headSize), m.flag("key-is-value", false));
    }

    private static AttentionSpan span(YamlMapping m) {
        Optional<Integer> window = m.findPositive("window");
        Optional<Integer> chunk = m.findPositive("chunk");
        if (window.isPresent() && chunk.isPresent()) {
            throw m.place().mistake("give either 'window' or 'chunk'");
        }
        return window.map(w -> new AttentionSpan(AttentionSpan.Kind.SLIDING, w))
                .or(() -> chunk.map(c -> new AttentionSpan(AttentionSpan.Kind.CHUNKED, c)))
                .orElse(AttentionSpan.FULL);
    }

    private enum FeedForwardKind { PLAIN, GATED, MOE }

    private static FeedForward feedForward(YamlMapping m) {
        FeedForwardKind kind = m.choice("kind", FeedForwardKind.class);
        int width = m.positive("width");
        String activation = m.text("activation", "silu");
        boolean bias = m.flag("bias", false);
        if (kind != FeedForwardKind.MOE) {
            return new DenseFeedForward(width, kind == FeedForwardKind.GATED, activation, bias, m.flag("fused-gate-up", false));
        }
        int sharedWidth = 0;
        boolean sharedGate = false;
        Optional<YamlMapping> shared = m.findMapping("shared");
        if (shared.isPresent()) {
            sharedWidth = shared.get().positive("width");
            sharedGate = shared.get().flag("gate", false);
            shared.get().rejectUnknownKeys();
        }
        return new MixtureOfExperts(
                m.positive("experts"), m.positive("top"), width, m.flag("gated", true), activation, bias, m.flag("router-bias", false),
                m.natural("latent", 0), sharedWidth, sharedGate);
    }
}
