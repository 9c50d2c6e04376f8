package dev.ridgepoint.study;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.HardwareReader.Layered;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.input.YamlSequence;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what a study and a sweep are about: devices, models, formats and scenarios. The keys are described in {@code docs/studies.md}. */
public final class SubjectReader {

    private static final String WITH = "with";
    private static final String RUNTIME = "runtime";
    private static final int MOST_DEVICES = 65_536;

    private final Library library;
    private final Path file;
    private final Fingerprint fingerprint;

    /**
     * A reader of one file.
     *
     * @param library     where ids are looked up
     * @param file        from which paths are seen
     * @param fingerprint to which every profile and descriptor that is read is added
     */
    public SubjectReader(Library library, Path file, Fingerprint fingerprint) {
        this.library = library;
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /** The devices of a file, at least one. */
    public List<Device> devices(YamlMapping top) {
        return named(top, "devices", this::device, Device::name);
    }

    /** The models of a file, at least one. */
    public List<Model> models(YamlMapping top) {
        return named(top, "models", this::model, Model::name);
    }

    /** The weights formats of a file, at least one. */
    public static List<WeightsFormat> formats(YamlMapping top) {
        return named(top, "formats", SubjectReader::format, WeightsFormat::id);
    }

    /** The KV-cache formats of a file; one that is empty where it has none, for what goes with the weights. */
    public static List<Optional<BlockFormat>> caches(YamlMapping top) {
        return top.find("kv").isEmpty() ? List.of(Optional.empty())
                : named(top, "kv", node -> Optional.of(cache(node)), cache -> cache.orElseThrow().id());
    }

    /** The runtimes of a file; an ideal one where it names none. */
    public List<ChosenRuntime> runtimes(YamlMapping top) {
        return top.find(RUNTIME).isEmpty() ? List.of(ChosenRuntime.IDEAL) : named(top, RUNTIME, this::runtime, ChosenRuntime::name);
    }

    private ChosenRuntime runtime(YamlNode node) {
        YamlScalar name = YamlMapping.scalar(node);
        if (name.text().equals(ChosenRuntime.NONE)) {
            return ChosenRuntime.IDEAL;
        }
        if (name.text().equals("calibrated")) {
            throw name.place().mistake("'calibrated' is what one device was measured to reach, and no rate of it can be changed; name a runtime, or ideal");
        }
        Catalog catalog = library.runtimeCatalog();
        String id = Backend.idOf(name.text());
        boolean file = id.contains("/") || id.endsWith(".yaml");
        if (!file && !catalog.ids().contains(id)) {
            throw StudyReader.unknown(name, RUNTIME, Stream.concat(Stream.of(ChosenRuntime.NONE), catalog.ids().stream()).toList());
        }
        Path path = path(new YamlScalar(id, name.place()), catalog);
        if (!Files.isRegularFile(path)) {
            throw name.place().mistake("'" + name.text() + "': no such file");
        }
        fingerprint.add(YamlFile.read(path));
        return new ChosenRuntime(file ? path.getFileName().toString().replaceFirst("\\.yaml$", "") : name.text(), Optional.of(library.runtime(path.toString())));
    }

    /** Numbers of devices under a key; one where the file has none. */
    public static List<Integer> deviceCounts(YamlMapping top, String key) {
        return top.find(key).isEmpty() ? List.of(1)
                : named(top, key, node -> (int) YamlMapping.scalar(node).integer(1, MOST_DEVICES), count -> Integer.toString(count));
    }

    /** The scenarios of a file, at least one. */
    public static List<Load> loads(YamlMapping top) {
        return named(top, "scenarios", SubjectReader::load, Load::name);
    }

    /** One or several, no two of a name. */
    public static <T> List<T> named(YamlMapping top, String key, Function<YamlNode, T> reader, Function<T, String> name) {
        YamlNode node = top.get(key);
        List<YamlNode> nodes = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
        if (nodes.isEmpty()) {
            throw node.place().mistake("names none");
        }
        List<T> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode one : nodes) {
            T value = reader.apply(one);
            if (!names.add(name.apply(value))) {
                throw one.place().mistake("a second '" + name.apply(value) + "'; give it a 'name' of its own, or take it out");
            }
            read.add(value);
        }
        return read;
    }

    private Device device(YamlNode node) {
        Variant variant = variant(node, "profile", library.hardwareCatalog());
        Layered profile = new HardwareReader(library.hardwareCatalog()).layered(variant.file());
        fingerprint.add(profile.mapping());
        Device device = new Device(variant.name(profile.mapping()), profile.mapping().text("id"), profile, variant.changes());
        try {
            device.with(List.of());
        } catch (InvalidInputException e) {
            throw variant.changes().isEmpty() ? e : StudyReader.afterChange(node, e);
        }
        return device;
    }

    private Model model(YamlNode node) {
        Variant variant = variant(node, "model", library.architectureCatalog());
        YamlMapping descriptor = YamlFile.read(variant.file());
        fingerprint.add(descriptor);
        Model model = new Model(variant.name(descriptor), descriptor.text("id"), descriptor, variant.changes());
        try {
            model.with(List.of());
        } catch (NotModelledException e) {
            // Its points are skipped, and the report says why.
        } catch (InvalidInputException e) {
            throw variant.changes().isEmpty() ? e : StudyReader.afterChange(node, e);
        }
        return model;
    }

    /** A profile or a descriptor with changes. Without a name it is called by its id and what was changed. */
    private record Variant(Path file, Optional<String> given, List<YamlChange> changes) {

        String name(YamlMapping base) {
            StringBuilder name = new StringBuilder(base.text("id"));
            for (YamlChange change : changes) {
                if (change.value() instanceof YamlScalar value) {
                    name.append(", ").append(change.path()).append(' ').append(value.text());
                }
            }
            return given.orElse(name.toString());
        }
    }

    private Variant variant(YamlNode node, String key, Catalog catalog) {
        if (node instanceof YamlScalar id) {
            return new Variant(path(id, catalog), Optional.empty(), List.of());
        }
        YamlMapping m = YamlMapping.mapping(node);
        Path path = path(YamlMapping.scalar(m.get(key)), catalog);
        Optional<String> name = m.find("name").map(n -> label(YamlMapping.scalar(n)));
        List<YamlChange> changes = new ArrayList<>();
        m.findMapping(WITH).ifPresent(with -> with.keys().forEach(field -> changes.add(new YamlChange(field, with.get(field)))));
        m.rejectUnknownKeys();
        return new Variant(path, name, changes);
    }

    /** A path in a file is seen from that file. */
    private Path path(YamlScalar idOrPath, Catalog catalog) {
        try {
            Path found = catalog.find(idOrPath.text());
            Path beside = file.toAbsolutePath().resolveSibling(found);
            return Files.isRegularFile(beside) ? beside : found;
        } catch (InvalidInputException e) {
            throw idOrPath.place().mistake(e.getMessage());
        }
    }

    private static WeightsFormat format(YamlNode node) {
        YamlScalar id = YamlMapping.scalar(node);
        List<String> known = WeightsFormats.all().stream().map(WeightsFormat::id).toList();
        return WeightsFormats.named(id.text()).orElseThrow(() -> StudyReader.unknown(id, "weights format", known));
    }

    private static BlockFormat cache(YamlNode node) {
        YamlScalar id = YamlMapping.scalar(node);
        List<String> known = CacheFormats.all().stream().map(BlockFormat::id).toList();
        return CacheFormats.named(id.text()).orElseThrow(() -> StudyReader.unknown(id, "KV-cache format", known));
    }

    private static Load load(YamlNode node) {
        if (node instanceof YamlScalar id) {
            try {
                Scenario known = Scenario.of(id.text());
                return new Load(known.id(), Request.of(known.prompt(), known.generated()));
            } catch (InvalidInputException e) {
                throw id.place().mistake(e.getMessage());
            }
        }
        YamlMapping m = YamlMapping.mapping(node);
        Load load;
        try {
            load = new Load(label(YamlMapping.scalar(m.get("name"))), new Request(
                    m.natural("prompt", 0), m.natural("generate", 0), m.natural("depth", 0), m.natural("batch", 1), m.natural("micro-batch", 512)));
        } catch (IllegalArgumentException e) {
            throw m.place().mistake(e.getMessage());
        }
        m.rejectUnknownKeys();
        return load;
    }

    /** A name that stands in tables and figures: on one line. */
    private static String label(YamlScalar name) {
        if (name.text().isBlank()) {
            throw name.place().mistake("is empty");
        }
        return name.text().strip().replaceAll("\\s+", " ");
    }
}
