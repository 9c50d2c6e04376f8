package dev.ridgepoint.validate;

import dev.ridgepoint.Library;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Devices by their ids and by the names that drivers print, such as {@code NVIDIA GeForce RTX 3090} or {@code NVIDIA A100-SXM4-80GB}. A printed name stands
 * for the profile that knows all of its words, and of several for the one whose id is nearest to them.
 */
final class DeviceNames {

    /** Words that tell no two devices apart. */
    private static final Set<String> NOISE = Set.of(
            "nvidia", "geforce", "tesla", "instinct", "amd", "radeon", "intel", "gpu", "graphics", "r", "tm", "corporation", "edition", "generation",
            "model", "b", "rev", "with");

    private final Library library;
    private final Map<String, Hardware> byName = new HashMap<>();
    private final Map<String, String> unmapped = new HashMap<>();
    private List<Known> known;

    /** A profile of the library with the words of its id and those that it may be called by. */
    private record Known(String id, Set<String> idWords, Set<String> words) { }

    DeviceNames(Library library) {
        this.library = library;
    }

    /**
     * Puts a profile in the place of the device that it describes: of its own id, of the one that it extends, and of rows that name no device.
     *
     * @throws InvalidInputException if it is not valid
     */
    Hardware replace(Path profile) {
        Hardware hardware = library.hardware(profile.toString());
        YamlMapping yaml = YamlFile.read(profile);
        byName.put(hardware.id(), hardware);
        byName.put("", hardware);
        if (yaml.find("extends").isPresent()) {
            byName.put(yaml.text("extends"), hardware);
        }
        return hardware;
    }

    /** The device that a row's name stands for. */
    Hardware find(String name) {
        Hardware found = byName.get(name);
        if (found != null) {
            return found;
        }
        if (unmapped.containsKey(name)) {
            throw new UnmappedNameException(unmapped.get(name));
        }
        try {
            String id = id(name);
            Hardware hardware = byName.containsKey(id) ? byName.get(id) : library.hardware(id);
            byName.put(name, hardware);
            return hardware;
        } catch (UnmappedNameException | InvalidInputException e) {
            unmapped.put(name, e.getMessage());
            throw new UnmappedNameException(e.getMessage());
        }
    }

    private String id(String name) {
        if (name.isBlank()) {
            throw new UnmappedNameException("no device is given; name it with --hardware");
        }
        Catalog catalog = library.hardwareCatalog();
        String lower = name.toLowerCase(Locale.ROOT);
        if (catalog.ids().contains(lower)) {
            return lower;
        }
        if (isPath(name)) {
            return name;
        }
        Set<String> words = words(name);
        int fewest = Integer.MAX_VALUE;
        Set<String> best = new TreeSet<>();
        for (Known profile : known()) {
            if (words.isEmpty() || !profile.words().containsAll(words)) {
                continue;
            }
            int differences = differences(words, profile.idWords());
            if (differences < fewest) {
                best.clear();
                fewest = differences;
            }
            if (differences == fewest) {
                best.add(profile.id());
            }
        }
        if (best.size() != 1) {
            throw new UnmappedNameException("device '" + name + "' " + (best.isEmpty() ? "is not in the library" : "may be " + String.join(" or ", best))
                    + "; name it with --hardware");
        }
        return best.iterator().next();
    }

    /** Words that stand in one and not in the other. */
    private static int differences(Set<String> a, Set<String> b) {
        return (int) (a.stream().filter(word -> !b.contains(word)).count() + b.stream().filter(word -> !a.contains(word)).count());
    }

    private static boolean isPath(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private List<Known> known() {
        if (known == null) {
            known = library.hardwareCatalog().ids().stream().flatMap(id -> known(id).stream()).toList();
        }
        return known;
    }

    private Optional<Known> known(String id) {
        try {
            Hardware hardware = library.hardware(id);
            Set<String> words = new HashSet<>(words(id));
            words.addAll(words(hardware.name()));
            // Drivers tell the H100s apart by their memory.
            words.addAll(words(hardware.mainMemory().technology()));
            return Optional.of(new Known(id, words(id), words));
        } catch (InvalidInputException e) {
            // A broken profile is its own linter's business, and no row's.
            return Optional.empty();
        }
    }

    /** The telling words of a name: {@code 8G} and {@code 8 GB} are both {@code 8gb}. */
    private static Set<String> words(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("(\\d+) ?g(i?b)?\\b", "$1gb").replace("/", "-");
        return Arrays.stream(plain.split("[^a-z0-9+.]+")).filter(word -> !word.isEmpty() && !NOISE.contains(word)).collect(Collectors.toSet());
    }
}
