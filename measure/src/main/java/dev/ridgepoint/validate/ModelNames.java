package dev.ridgepoint.validate;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models by their ids, by the names of their checkpoints and files, and by what llama.cpp prints: an architecture and a number of parameters, as
 * {@code qwen2 1.5B} of 1.54 B.
 */
final class ModelNames {

    /** Counts in tables are printed with three digits, and some conversions add a few vectors. */
    private static final double TOLERANCE = 0.01;
    /** Two models whose counts are as close as this are told apart by their names alone. */
    private static final double INDISTINCT = 0.0005;

    /** llama.cpp's name of an architecture, where the library's families go by others. */
    private static final Map<String, Set<String>> FAMILIES = Map.of(
            "llama", Set.of("llama", "mistral", "mixtral"),
            "gptneox", Set.of("phi2"),
            "mamba", Set.of("mamba1"),
            "minicpm3", Set.of("minicpm"));

    /** Models that are one architecture with others of the library: Llama and Llama 2 differ in their weights and in the length of their context. */
    private static final Map<String, String> SAME = Map.of("llama-7b", "llama-2-7b", "llama-13b", "llama-2-13b");

    /** Models of our llama family that llama.cpp has an architecture of their own for. */
    private static final List<String> NO_LLAMA = List.of("llama4", "hunyuan", "falconh1", "minimax", "smollm3", "smallthinker");

    private final Library library;
    private final Map<String, Architecture> found = new HashMap<>();
    private final Map<String, String> unmapped = new HashMap<>();
    private List<Architecture> all;

    ModelNames(Library library) {
        this.library = library;
    }

    /** The model that a row names. */
    Architecture find(MeasuredRow row) {
        String key = row.model() + "\n" + row.note(MeasuredRow.MODEL_FILE).orElse("") + "\n" + row.note(MeasuredRow.PARAMETERS).orElse("");
        if (found.containsKey(key)) {
            return found.get(key);
        }
        if (unmapped.containsKey(key)) {
            throw new UnmappedNameException(unmapped.get(key));
        }
        try {
            Architecture model = search(row);
            found.put(key, model);
            return model;
        } catch (UnmappedNameException | InvalidInputException | NotModelledException e) {
            unmapped.put(key, e.getMessage());
            throw new UnmappedNameException(e.getMessage());
        }
    }

    /**
     * The model that a benchmark run names.
     *
     * @throws InvalidInputException if its name stands for no model of the library
     */
    Architecture find(BenchmarkResult result) {
        String name = result.metadata().model() == null || result.metadata().model().name() == null ? "" : result.metadata().model().name();
        return byIdOrName(name).orElseThrow(() -> new InvalidInputException(
                (name.isBlank() ? "metadata.model.name is not given" : "model '" + name + "' is not in the library") + "; name the model with --model"));
    }

    private Optional<Architecture> byIdOrName(String name) {
        String id = name.toLowerCase(Locale.ROOT);
        return library.architectureCatalog().ids().contains(id) ? Optional.of(library.architecture(id)) : byNameOrSame(name);
    }

    private Optional<Architecture> byNameOrSame(String written) {
        return byName(SAME.getOrDefault(plain(written), written));
    }

    private Architecture search(MeasuredRow row) {
        if (row.model().isBlank()) {
            throw new UnmappedNameException("no model is given; name it with --model");
        }
        String lower = row.model().toLowerCase(Locale.ROOT);
        if (library.architectureCatalog().ids().contains(lower)) {
            return library.architecture(lower);
        }
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return library.architecture(row.model());
        }
        return row.note(MeasuredRow.MODEL_FILE).flatMap(this::byName).or(() -> byName(row.model()))
                .or(() -> row.note(MeasuredRow.PARAMETERS).isPresent() ? Optional.empty() : byNameOrSame(row.model()))
                .orElseGet(() -> byParameters(row));
    }

    private List<Architecture> all() {
        if (all == null) {
            all = new ArrayList<>();
            for (String id : library.architectureCatalog().ids()) {
                try {
                    all.add(library.architecture(id));
                } catch (NotModelledException | InvalidInputException e) {
                    // No row can be compared with a model that is not predicted.
                }
            }
        }
        return all;
    }

    private Optional<Architecture> byName(String written) {
        String name = plain(written);
        return all().stream().filter(model -> plain(model.id()).equals(name) || plain(model.name()).equals(name)).findFirst();
    }

    /** A name without its folder, its file's ending and what tells no two architectures apart: {@code Qwen2.5-1.5B-Instruct-Q8_0.gguf}. */
    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("^.*[/\\\\]", "").replaceAll("\\.gguf$", "").replaceAll("-0000\\d-of-\\d+$", "")
                .replaceAll("[-._](i?q\\d\\w*|m?xfp4|[fb]?f?p?(16|32))$", "").replace('_', '-').replace(' ', '-');
        return plain.replaceAll("^meta-", "").replaceAll("-(instruct|chat|it|hf|base|gguf)\\b", "").replaceAll("-(v\\d+\\.\\d+|2\\d{3})$", "-$1");
    }

    private Architecture byParameters(MeasuredRow row) {
        String family = row.model().split(" ")[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        double counted = row.note(MeasuredRow.PARAMETERS).map(Double::parseDouble).orElse(Double.NaN);
        List<Architecture> near = all().stream()
                .filter(model -> isOf(family, model) && difference(model, counted) <= TOLERANCE)
                .sorted(Comparator.comparingDouble(model -> difference(model, counted)))
                .toList();
        String named = "model '" + row.model() + "'" + row.note(MeasuredRow.PARAMETERS).map(count -> " of " + count + " parameters").orElse("");
        if (near.isEmpty()) {
            throw new UnmappedNameException(named + " is not in the library; name it with --model");
        }
        Architecture best = near.get(0);
        for (Architecture other : near) {
            if (difference(other, counted) - difference(best, counted) < INDISTINCT && !sameDimensions(best, other)) {
                throw new UnmappedNameException(named + " may be " + best.id() + " or " + other.id() + "; name it with --model");
            }
        }
        return best;
    }

    /** How far a model's number of parameters is from what was counted. Some files store a tied output projection all the same. */
    private static double difference(Architecture model, double counted) {
        double once = Math.abs(model.parameters() / counted - 1);
        double twice = Math.abs((model.parameters() + (double) model.vocabulary() * model.hidden()) / counted - 1);
        return model.embeddings().tied() ? Math.min(once, twice) : once;
    }

    private static boolean isOf(String family, Architecture model) {
        String own = model.family().replaceAll("[^a-z0-9]", "");
        String id = model.id().replaceAll("[^a-z0-9]", "");
        for (String name : NO_LLAMA) {
            if (id.startsWith(name)) {
                return family.startsWith(name);
            }
        }
        return own.startsWith(family) || family.startsWith(own) || id.startsWith(family) || FAMILIES.getOrDefault(family, Set.of()).contains(own);
    }

    /** Llama 3 and 3.1 are one architecture with other weights. */
    private static boolean sameDimensions(Architecture a, Architecture b) {
        return a.hidden() == b.hidden() && a.vocabulary() == b.vocabulary() && a.embeddings().equals(b.embeddings())
                && a.layerPattern().equals(b.layerPattern()) && a.groups().equals(b.groups());
    }
}
