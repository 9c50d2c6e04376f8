package dev.ridgepoint.study;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.HardwareReader.Layered;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.input.YamlSequence;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a study; the keys are described in {@code docs/studies.md}. */
public final class StudyReader {

    private static final String WITH = "with";
    private static final int MOST_POINTS = 100_000;

    private final Library library;
    private final Path file;
    private final Fingerprint fingerprint = new Fingerprint();

    private StudyReader(Library library, Path file) {
        this.library = library;
        this.file = file;
    }

    /**
     * Reads a study and every profile and descriptor that it names. A path in it is seen from its folder.
     *
     * @throws InvalidInputException if it is not a valid study; the message names file, line and field
     */
    public static Study read(Library library, Path file) {
        return new StudyReader(library, file).read();
    }

    private Study read() {
        YamlMapping top = YamlFile.read(file);
        fingerprint.add(top);
        List<Device> devices = named(top, "devices", this::device, Device::name);
        List<Model> models = named(top, "models", this::model, Model::name);
        List<WeightsFormat> formats = named(top, "formats", StudyReader::format, WeightsFormat::id);
        List<Optional<BlockFormat>> caches = top.find("kv").isEmpty() ? List.of(Optional.empty())
                : named(top, "kv", node -> Optional.of(cache(node)), cache -> cache.orElseThrow().id());
        List<Load> loads = named(top, "scenarios", StudyReader::load, Load::name);
        LatentExecution latent = top.find("mla").map(node -> choice(node, LatentExecution.class)).orElse(LatentExecution.CHEAPER);
        List<Sweep> sweeps = new SweepReader(devices, models, loads).read(top);
        List<Accounting> accountings = top.find("accounting").isEmpty() ? List.of(Accounting.FIRST_PRINCIPLES)
                : named(top, "accounting", node -> choice(node, Accounting.class), Accounting::name);
        if (!accountings.contains(Accounting.FIRST_PRINCIPLES)) {
            throw top.get("accounting").place().mistake("the others are laid beside first-principles; name it too");
        }
        List<Column> columns = new ArrayList<>(Columns.identity(sweeps));
        accountings.forEach(accounting -> columns.addAll(accounting.columns()));
        FigureReader views = new FigureReader(Study.factors(devices, models, formats, caches, loads, sweeps), columns);
        Study study = new Study(file.getFileName().toString(), top.text("title"), top.text("question", ""), devices, models, formats, caches, loads, latent,
                sweeps, accountings, views.figures(top), views.tables(top), fingerprint.hex());
        top.rejectUnknownKeys();
        if (study.size() > MOST_POINTS) {
            throw top.place().mistake("this is " + study.size() + " points; a study has at most " + MOST_POINTS);
        }
        return study;
    }

    /** One or several, no two of a name. */
    private static <T> List<T> named(YamlMapping top, String key, Function<YamlNode, T> reader, Function<T, String> name) {
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
            throw variant.changes().isEmpty() ? e : afterChange(node, e);
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
            throw variant.changes().isEmpty() ? e : afterChange(node, e);
        }
        return model;
    }

    /** A change may break what another line says, as heads that no longer suit their kind: the change is where to look. */
    static InvalidInputException afterChange(YamlNode changed, InvalidInputException mistake) {
        boolean toldThere = mistake.getMessage().startsWith(changed.place().file() + ":");
        return toldThere ? mistake : changed.place().mistake("changed so, " + mistake.getMessage());
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
        return WeightsFormats.named(id.text()).orElseThrow(() -> unknown(id, "weights format", known));
    }

    private static BlockFormat cache(YamlNode node) {
        YamlScalar id = YamlMapping.scalar(node);
        return CacheFormats.named(id.text()).orElseThrow(() -> unknown(id, "KV-cache format", CacheFormats.all().stream().map(BlockFormat::id).toList()));
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

    static <E extends Enum<E>> E choice(YamlNode node, Class<E> type) {
        YamlScalar scalar = YamlMapping.scalar(node);
        Map<String, E> known = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            known.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        if (!known.containsKey(scalar.text())) {
            throw unknown(scalar, "choice", known.keySet());
        }
        return known.get(scalar.text());
    }

    /** A name that stands in tables and figures: on one line. */
    private static String label(YamlScalar name) {
        if (name.text().isBlank()) {
            throw name.place().mistake("is empty");
        }
        return name.text().strip().replaceAll("\\s+", " ");
    }

    /** A name that is not known: the nearest that is, or all of them. */
    static InvalidInputException unknown(YamlScalar written, String noun, Collection<String> known) {
        String hint = Nearest.hint(written.text(), known);
        return written.place().mistake("no " + noun + " '" + written.text() + "'" + (hint.isEmpty() ? "; there are " + String.join(", ", known) : hint));
    }
}
