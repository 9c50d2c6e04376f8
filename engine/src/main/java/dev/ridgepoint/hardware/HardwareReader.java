package dev.ridgepoint.hardware;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a hardware profile; the keys are described in {@code hardware-profiles/README.md}. */
public final class HardwareReader {

    private final Catalog catalog;

    /** A reader that looks for the bases of {@code extends} beside the file and in the catalog. */
    public HardwareReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a profile and what it extends.
     *
     * @throws InvalidInputException if a file is not a valid profile, or extends itself
     */
    public Hardware read(Path path) {
        return read(layered(path));
    }

    /** A profile with what it extends underneath, what its peaks are to be multiplied by, and the names of all the profiles in it. */
    public record Layered(YamlMapping mapping, PeakScale scale, String names) {

        private static final String MAIN_MEMORY = "memory.main.";

        /**
         * The same with fields set to other values. {@code memory.main} is the level that holds the model, whatever the profile calls it.
         *
         * @throws InvalidInputException if there is no place for one of them, or it is a peak that is scaled from another chip's
         */
        public Layered with(List<YamlChange> changes) {
            YamlMapping changed = mapping;
            for (YamlChange change : changes) {
                scale.why(change.path()).ifPresent(how -> {
                    throw change.value().place().mistake("the peaks of this profile are " + how + "; change those of the profile that it extends");
                });
                changed = ofMainMemory(change, changed).in(changed);
            }
            return new Layered(changed, scale, names);
        }

        private static YamlChange ofMainMemory(YamlChange change, YamlMapping profile) {
            if (!change.path().startsWith(MAIN_MEMORY) || profile.find("memory").isEmpty()) {
                return change;
            }
            List<String> levels = List.copyOf(profile.mapping("memory").keys());
            return levels.isEmpty() || levels.contains("main") ? change
                    : new YamlChange("memory." + levels.get(levels.size() - 1) + "." + change.path().substring(MAIN_MEMORY.length()), change.value());
        }
    }

    /** A profile laid over what it extends, not yet interpreted: its nodes still know their places. */
    public Layered layered(Path path) {
        return layered(path, new LinkedHashSet<>());
    }

    /** The device that such a profile describes. */
    public static Hardware read(Layered layered) {
        return read(layered.mapping(), layered.scale());
    }

    private Layered layered(Path path, Set<Path> extending) {
        YamlMapping own = YamlFile.read(path);
        Optional<YamlNode> base = own.find("extends");
        String name = own.text("name", "") + " " + own.text("id", "");
        if (base.isEmpty()) {
            return new Layered(own, PeakScale.NONE, name);
        }
        YamlScalar baseName = YamlMapping.scalar(base.get());
        if (!extending.add(path.toAbsolutePath().normalize())) {
            throw baseName.place().mistake("extends itself");
        }
        Layered under = layered(fileOf(baseName, path), extending);
        YamlMapping whole = own.without("extends").without("scale-peaks").over(under.mapping());
        PeakScale scale = own.flag("scale-peaks", false) ? scaled(own, under) : under.scale().without(own);
        return new Layered(whole, scale, name + ", " + under.names());
    }

    private static PeakScale scaled(YamlMapping own, Layered under) {
        own.find("peaks").ifPresent(node -> {
            throw node.place().mistake("give either 'peaks' or 'scale-peaks: true'");
        });
        int from = under.mapping().mapping("cores").positive("count");
        int to = own.mapping("cores").positive("count");
        return under.scale().times((double) to / from, "the whole chip's peak times " + to + " of " + from + " cores");
    }

    private Path fileOf(YamlScalar name, Path from) {
        try {
            Path folder = from.toAbsolutePath().getParent();
            Path beside = folder.resolve(name.text() + ".yaml");
            // A path in a file is seen from that file; an absolute one stays as it is.
            return Files.isRegularFile(beside) ? beside : folder.resolve(catalog.find(name.text()));
        } catch (InvalidPathException e) {
            throw name.place().mistake("'" + name.text() + "' is not a path");
        } catch (InvalidInputException e) {
            throw name.place().mistake(e.getMessage());
        }
    }

    private static Hardware read(YamlMapping top, PeakScale scale) {
        Map<String, String> sources = new LinkedHashMap<>();
        top.findMapping("sources").ifPresent(map -> map.keys().forEach(key -> sources.put(key, map.text(key))));
        Hardware hardware = new Hardware(
                top.text("id"), top.text("name"), top.text("vendor", ""), top.choice("kind", Hardware.Kind.DESKTOP_GPU), top.natural("year", 0),
                top.findMapping("cores").map(HardwareReader::cores), peaks(top.mapping("peaks"), scale), memory(top.mapping("memory")),
                sourced(top, "launch-overhead", Dimension.SECONDS), sourced(top, "tdp", Dimension.WATTS),
                sourced(top, "price", Dimension.DOLLARS), PcieBus.added(top.findMapping("links").map(LinkReader::read).orElse(List.of()), top.text("pcie", "")),
                top.findMapping("power").map(PowerReader::read), top.findMapping("sustained").map(SustainedLimits::read),
                top.findMapping("calibration").map(CalibrationReader::read), sources,
                top.text("notes", ""));
        for (String documented : List.of("interconnect", "pcie", "confidence")) {
            top.find(documented);
        }
        top.rejectUnknownKeys();
        return hardware;
    }

    private static Hardware.Cores cores(YamlMapping m) {
        Hardware.Cores cores = new Hardware.Cores(m.positive("count"), m.text("kind", "core"), sourced(m, "clock", Dimension.HERTZ));
        for (String documented : List.of("source", "confidence", "note")) {
            m.find(documented);
        }
        m.rejectUnknownKeys();
        return cores;
    }

    private static List<Peak> peaks(YamlMapping units, PeakScale scale) {
        List<Peak> peaks = new ArrayList<>();
        for (ComputeUnit unit : ComputeUnit.values()) {
            Optional<YamlMapping> formats = units.findMapping(unit.name().toLowerCase(Locale.ROOT));
            if (formats.isPresent()) {
                for (String key : formats.get().keys()) {
                    peaks.add(peak(unit, key, formats.get(), scale));
                }
            }
        }
        units.rejectUnknownKeys();
        if (peaks.stream().allMatch(Peak::halfAccumulate)) {
            throw units.place().mistake("has no peak");
        }
        return peaks;
    }

    private static Peak peak(ComputeUnit unit, String key, YamlMapping formats, PeakScale scale) {
        boolean half = key.endsWith(Peak.HALF_ACCUMULATE);
        String name = half ? key.substring(0, key.length() - Peak.HALF_ACCUMULATE.length()) : key;
        NumberFormat format = NumberFormat.fromId(name).filter(f -> f.id().equals(name)).orElseThrow(() -> {
            List<String> known = Arrays.stream(NumberFormat.values()).map(NumberFormat::id).toList();
            return formats.get(key).place().mistake("is not a number format; known: " + String.join(", ", known) + Nearest.hint(name, known));
        });
        double perCoreCycle = 0;
        if (formats.get(key) instanceof YamlMapping value) {
            perCoreCycle = value.natural("per-core-cycle", 0);
            value.find("accumulate");
        }
        Sourced rate = sourced(formats, key, Dimension.OPERATIONS_PER_SECOND).orElseThrow();
        return new Peak(unit, format, half, scale.applied(unit.name().toLowerCase(Locale.ROOT) + "." + key, rate), perCoreCycle);
    }

    private static List<MemoryLevel> memory(YamlMapping levels) {
        List<MemoryLevel> read = new ArrayList<>();
        for (String name : levels.keys()) {
            YamlMapping m = levels.mapping(name);
            read.add(new MemoryLevel(
                    name, m.text("technology", ""), sourced(m, "capacity", Dimension.BYTES), sourced(m, "bandwidth", Dimension.BYTES_PER_SECOND),
                    m.flag("per-core", name.equals("l1") || name.equals("registers"))));
            m.find("shared");
            m.rejectUnknownKeys();
        }
        if (read.isEmpty() || read.get(read.size() - 1).bandwidth().isEmpty()) {
            throw levels.place().mistake("the last level holds the model and needs a 'bandwidth'");
        }
        return read;
    }

    /** A value written alone, or as a mapping with its source. */
    static Optional<Sourced> sourced(YamlMapping parent, String key, Dimension dimension) {
        return parent.find(key).map(node -> sourced(node, dimension));
    }

    private static Sourced sourced(YamlNode node, Dimension dimension) {
        if (node instanceof YamlScalar alone) {
            Quantity quantity = alone.quantity(dimension);
            return new Sourced(quantity.value(), quantity.unit(), "", Sourced.Confidence.VENDOR, "");
        }
        YamlMapping m = YamlMapping.mapping(node);
        Quantity quantity = m.quantity("value", dimension);
        Sourced sourced = new Sourced(
                quantity.value(), quantity.unit(), m.text("source", ""), m.choice("confidence", Sourced.Confidence.VENDOR), m.text("note", ""));
        m.rejectUnknownKeys();
        return sourced;
    }
}
