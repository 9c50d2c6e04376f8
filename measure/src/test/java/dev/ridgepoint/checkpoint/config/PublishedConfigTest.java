package dev.ridgepoint.checkpoint.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A published configuration gives the model that comes with Ridgepoint, which was written by hand and from other sources: the same layers in the same
 * order, the same weights. The files are called after the descriptors; they hold the fields of the published ones and are no copies of them.
 */
class PublishedConfigTest {

    private static final Path FOLDER = Path.of("src/test/resources/checkpoint/config");

    static Stream<String> published() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedConfigurationIsTheModelThatComesWithRidgepoint(String id) {
        ImportedModel imported = ModelFile.importModel(FOLDER.resolve(id + ".json"));
        Architecture actual = imported.architecture();
        Architecture expected = Library.find().architecture(id);
        assertThat(layers(actual)).isEqualTo(layers(expected));
        assertThat(actual.parameters()).isEqualTo(expected.parameters());
        assertThat(actual.activeParameters()).isEqualTo(expected.activeParameters());
        assertThat(actual.cacheElementsPerToken()).isEqualTo(expected.cacheElementsPerToken());
        assertThat(actual.embeddings()).isEqualTo(expected.embeddings());
        assertThat(actual.maxContext()).isEqualTo(expected.maxContext());
        assertThat(actual.norm()).isEqualTo(expected.norm());
        assertThat(actual.kind()).isEqualTo(expected.kind());
        assertThat(actual.family()).isEqualTo(expected.family());
        if (imported.remarks().stream().noneMatch(line -> line.contains("torch_dtype"))) {
            assertThat(actual.nativeWeights()).isEqualTo(expected.nativeWeights());
        }
        assertThat(imported.remarks()).noneMatch(line -> line.contains("not used"));
        assertThat(actual.provenance().confidence()).isEqualTo("exact");
    }

    /** What groups are called is nobody's business. */
    private static List<LayerGroup> layers(Architecture model) {
        return model.groups().stream()
                .map(group -> new LayerGroup("", group.layers(), group.mixers(), group.feedForwards(), group.norms()))
                .sorted(Comparator.comparing(group -> group.layers().get(0))).toList();
    }

    @Test
    void everyFamilyButTheFewThatNoDescriptorHasIsTested() throws IOException {
        Set<String> tested = new TreeSet<>();
        for (String id : published().toList()) {
            tested.add(ConfigFile.read(FOLDER.resolve(id + ".json")).modelType());
        }
        Set<String> untested = ConfigFamilies.modelTypes().stream().filter(type -> !tested.contains(type)).collect(Collectors.toCollection(TreeSet::new));
        // The last three hold the language model in a field of its own, which has a type of its own.
        assertThat(untested).containsExactlyInAnyOrder(
                "RefinedWeb", "RefinedWebModel", "fox", "gemma4", "gemma4_text", "hunyuan", "mamba", "ministral3", "plm", "qwen2_moe", "qwen3_5",
                "qwen3_5_text", "gemma3", "llama4", "qwen3_5_moe");
    }
}
