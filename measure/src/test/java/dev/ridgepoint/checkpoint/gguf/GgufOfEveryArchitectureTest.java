package dev.ridgepoint.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that comes with Ridgepoint, written as the header of a GGUF file, is read back as the same model, every tensor in its own format. */
class GgufOfEveryArchitectureTest {

    /** What llama.cpp calls a family, where it is not called the same. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("mistral", "llama"), Map.entry("mixtral", "llama"), Map.entry("qwen3_next", "qwen3next"), Map.entry("qwen3_moe", "qwen3moe"),
            Map.entry("deepseek", "deepseek2"), Map.entry("gpt_oss", "gpt-oss"), Map.entry("glm4_moe", "glm4moe"), Map.entry("mamba1", "mamba"),
            Map.entry("qwen3_5", "qwen35"));
    /** No part of llama.cpp. */
    private static final Set<String> NOT_IN_GGUF = Set.of("opt");

    private static final Library LIBRARY = Library.find();

    @TempDir
    private static Path folder;

    static Stream<String> models() {
        return LIBRARY.architectureCatalog().ids().stream().filter(GgufOfEveryArchitectureTest::isInGguf);
    }

    private static boolean isInGguf(String id) {
        try {
            // SmallThinker is in llama.cpp, and how its layers see and turn is not known here.
            return !id.startsWith("smallthinker") && !NOT_IN_GGUF.contains(LIBRARY.architecture(id).family());
        } catch (NotModelledException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelIsReadBackFromItsHeader(String id) {
        Architecture model = LIBRARY.architecture(id);
        WeightsFormat format = WeightsFormats.named("q4_k_m").orElseThrow();
        ImportedModel imported = ModelFile.importModel(GgufOfArchitecture.of(model, format, nameOf(model)).write(folder.resolve(model.id() + ".gguf")));
        Architecture actual = imported.architecture();
        assertThat(imported.remarks()).noneMatch(line -> line.contains("not used") && !line.contains("pooler"));
        assertThat(layers(actual)).isEqualTo(layers(model));
        assertThat(actual.norm()).isEqualTo(model.norm());
        assertThat(actual.embeddings().tied() || !model.hasOutputProjection()).isEqualTo(model.embeddings().tied() || !model.hasOutputProjection());
        assertThat(actual.maxContext()).isEqualTo(model.maxContext());
        assertThat(actual.kind()).isEqualTo(model.kind());
        long pooler = model.embeddings().pooler() ? (long) model.hidden() * model.hidden() + model.hidden() : 0;
        assertThat(actual.parameters()).isEqualTo(model.parameters() - pooler);
        WeightsFormat stored = WeightsFormats.asStored(actual).orElseThrow();
        if (pooler == 0) {
            assertThat(CheckpointSize.of(actual, stored)).isEqualTo(CheckpointSize.of(model, format));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-3-8b", "mixtral-8x7b", "deepseek-v3", "qwen3.5-4b", "nemotron-h-8b", "gpt-oss-20b", "gemma-3-4b"})
    void theDescriptorThatIsWrittenIsReadBackAsTheModel(String id) throws IOException {
        Architecture model = LIBRARY.architecture(id);
        WeightsFormat format = WeightsFormats.named("q3_k_m").orElseThrow();
        ImportedModel imported = ModelFile.importModel(GgufOfArchitecture.of(model, format, nameOf(model)).write(folder.resolve("again-" + id + ".gguf")));
        Path written = Files.writeString(folder.resolve("again-" + id + ".yaml"), imported.descriptor());
        Architecture read = ArchitectureReader.read(written);
        assertThat(read.stored()).isEqualTo(imported.architecture().stored());
        assertThat(layers(read)).isEqualTo(layers(imported.architecture()));
        assertThat(read.provenance()).isEqualTo(imported.architecture().provenance());
        assertThat(CheckpointSize.of(read, WeightsFormats.asStored(read).orElseThrow())).isEqualTo(CheckpointSize.of(model, format));
    }

    private static String nameOf(Architecture model) {
        boolean chunked = mixers(model).anyMatch(mixer -> mixer.span().kind() == AttentionSpan.Kind.CHUNKED);
        boolean granite = model.family().equals("granite") && mixers(model).allMatch(mixer -> mixer.rotarySize() == 0);
        boolean windowed = model.family().equals("mistral") && mixers(model).anyMatch(mixer -> mixer.span().kind() == AttentionSpan.Kind.SLIDING);
        boolean neox = model.groups().get(0).norms() == LayerGroup.Norms.PARALLEL_TWO_NORMS && model.family().equals("phi2");
        return model.id().startsWith("gemma-4") ? "gemma4" : chunked ? "llama4" : neox ? "gptneox" : granite ? "granitehybrid" : windowed ? "phi3"
                : model.id().startsWith("smollm3") ? "smollm3"
                : NAMES.getOrDefault(model.family(), model.family());
    }

    private static Stream<GroupedQueryAttention> mixers(Architecture model) {
        return model.groups().stream().flatMap(group -> group.mixers().stream()).filter(GroupedQueryAttention.class::isInstance)
                .map(GroupedQueryAttention.class::cast);
    }

    /** What groups are called is nobody's business. */
    private static List<LayerGroup> layers(Architecture model) {
        return model.groups().stream()
                .map(group -> new LayerGroup("", group.layers(), group.mixers(), group.feedForwards(), group.norms()))
                .sorted(Comparator.comparing(group -> group.layers().get(0))).toList();
    }
}
